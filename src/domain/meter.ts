import type { CohortId, DeviceId, IsoDate, JourneyId, LaneId, MeterPoint, SmsoId, SupplierId } from './brands.js'

/** Electricity smart metering equipment (ESME) or gas smart metering equipment (GSME). */
export type Fuel = 'electricity' | 'gas'
/** Active: the current supplier operates the meter in smart mode. Dormant: nobody does, usually after a switch. */
export type Service = 'active' | 'dormant'
export type PaymentMode = 'credit' | 'prepayment'

/** One single device model as the Central Products List knows it; firmware is part of it. */
export interface DeviceModel {
  readonly manufacturer: string
  readonly model: string
  readonly firmware: string
}

/** One installed SMETS1 meter as its supplier describes it: one row of a portfolio. */
export interface Meter {
  readonly journeyId: JourneyId
  readonly meterPoint: MeterPoint
  readonly fuel: Fuel
  readonly supplierId: SupplierId
  readonly deviceId: DeviceId
  readonly device: DeviceModel
  readonly smsoId: SmsoId
  readonly paymentMode: PaymentMode
  readonly service: Service
  readonly installedOn: IsoDate | null
  /** Since when the present supplier has supplied the meter point: the day of its gain after a change of supplier. */
  readonly suppliedSince: IsoDate | null
  /** Reference of the evidence that the meter was tested against SMETS (BEIS consultation April 2018, para 38). */
  readonly complianceEvidence: string | null
}

/** The communications hub of an installation and where it belongs. The hub decides the cohort where makers differ. */
export interface Hub {
  readonly hubId: DeviceId
  readonly device: DeviceModel
  /** Communications service provider of the hub; part of an EPCL entry. */
  readonly csp: string
}

/** The whole device model combination (DMC) of an installation, firmware included. */
export interface DeviceModelCombination {
  readonly esme: DeviceModel | null
  readonly gsme: DeviceModel | null
  readonly hub: DeviceModel
  readonly csp: string
}

/** All devices of one premises behind one communications hub: the unit that is migrated. */
export interface Installation {
  readonly installationId: number
  readonly hub: Hub
  readonly cohortId: CohortId | null
  readonly laneId: LaneId | null
  readonly combination: DeviceModelCombination
}

/** What an SMSO's system says of a meter. */
export interface SmsoRecord {
  readonly meterPoint: string
  readonly fuel: Fuel
  readonly deviceId: string
  readonly device: DeviceModel
  readonly hubId: string
  readonly hub: DeviceModel
  readonly supplierId: string
  readonly paymentMode: PaymentMode
  /** Whether the master keys needed to migrate are held. */
  readonly keysPresent: boolean
  /** Other meters that the SMSO sees behind the same hub. */
  readonly siblings: readonly string[]
}

/** Device statuses of the Smart Metering Inventory (SEC glossary). */
export const smiStatuses = [
  'Pending',
  'Whitelisted',
  'InstalledNotCommissioned',
  'Commissioned',
  'Decommissioned',
  'Withdrawn',
  'Suspended',
  'Recovery',
  'Recovered',
] as const
export type SmiStatus = (typeof smiStatuses)[number]

/** What the Smart Metering Inventory says of a device. */
export interface SmiRecord {
  readonly deviceId: string
  readonly status: SmiStatus
  readonly meterPoint: string | null
}
