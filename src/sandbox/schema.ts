import { onceInTransaction } from '../runtime/once-in-transaction.js'
import type { Sandbox } from './state.js'

/** Any fixed number: sandboxes that start at once make the tables one after the other. */
const schemaLock = 7_305_200

/** Makes the sandbox's own tables where they are missing. */
export async function createSchema(db: Sandbox): Promise<void> {
  await onceInTransaction(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(${schemaLock})`
    await tx`
      create table if not exists device (
        device_id text primary key, meter_point text not null, fuel text not null, supplier text not null,
        manufacturer text not null, model text not null, firmware text not null,
        hub_id text not null, hub_manufacturer text not null, hub_model text not null, hub_firmware text not null,
        smso text not null, payment_mode text not null,
        keys boolean not null, smso_known boolean not null, smi_status text not null, fate text not null,
        attempts integer not null default 0, commissions integer not null default 0)`
    await tx`create index if not exists device_hub on device (hub_id)`
    await tx`create table if not exists world (digest text primary key)`
    await tx`
      create table if not exists submission (
        submission_id uuid primary key, lane text not null, hub_id text not null, received_at timestamptz not null,
        refused text, times integer not null default 1)`
    await tx`
      create table if not exists outcome (
        outcome_id text primary key, submission_id uuid not null, device_id text not null, attempt integer not null,
        result text not null, code text, due_at timestamptz not null, happened boolean not null default false,
        sends integer not null default 1, sent integer not null default 0, manner jsonb not null, retry_at timestamptz)`
    await tx`create index if not exists outcome_due on outcome (due_at) where not happened`
    await tx`create index if not exists outcome_unsent on outcome (due_at) where sent < sends`
    await tx`create index if not exists outcome_submission on outcome (submission_id)`
    await tx`
      create table if not exists fault (
        place text not null, kind text not null, share double precision not null, until timestamptz,
        primary key (place, kind))`
    await tx`create table if not exists script (one boolean primary key default true check (one), content jsonb not null)`
  })
}
