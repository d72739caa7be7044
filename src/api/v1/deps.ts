import type { Client } from '@temporalio/client'
import type { FastifyBaseLogger } from 'fastify'
import type { EpochMs } from '../../domain/brands.js'
import type { Database } from '../../register/database.js'
import type { ProgrammeStore } from '../../register/programme/store.js'
import type { BrowserSignIn } from '../auth/browser-sign-in.js'
import type { VerifyJwt } from '../auth/oidc.js'

/** What the API works with. */
export interface V1Deps {
  readonly db: Database
  /** Temporal; null: decisions are answered TEMPORAL_AWAY. */
  readonly client: Client | null
  readonly programmes: ProgrammeStore
  readonly clock: () => EpochMs
  readonly log: FastifyBaseLogger
  readonly oidc: VerifyJwt | null
  /** Null: people do not sign in with a browser. */
  readonly signIn: BrowserSignIn | null
  readonly examplePeople: boolean
  /** Where uploads are kept while they are imported, and quarantine files after that. */
  readonly uploads: string
  readonly uploadLimitBytes: number
  /** EUI-64 of who sends authorisation files; null: each request says so. */
  readonly sender?: string | null
  /** Requests a minute that one caller may make. */
  readonly requestsPerMinute: number
}
