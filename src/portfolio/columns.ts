/** Columns of a portfolio file, exactly as the header names them (docs/portfolio.md). Order in a file is free. */
export const portfolioColumns = [
  'meter_point',
  'fuel',
  'supplier',
  'device_id',
  'manufacturer',
  'model',
  'firmware',
  'hub_id',
  'hub_manufacturer',
  'hub_model',
  'hub_firmware',
  'csp',
  'smso',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
] as const
export type PortfolioColumn = (typeof portfolioColumns)[number]

/** Columns that a quarantine file adds; a corrected quarantine file is imported as it is, and these are passed over. */
export const quarantineColumns = ['row_number', 'problem_column', 'problem_code', 'problem', 'expected'] as const

/** One row as it stands in the file, under our column names. */
export type RawRow = Readonly<Record<PortfolioColumn, string>>

/** What is wrong with a row, and what would be right. */
export interface RowProblem {
  readonly column: string
  readonly code: string
  readonly message: string
  readonly expected: string
}
