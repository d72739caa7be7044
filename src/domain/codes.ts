import type { Owner } from './programme.js'

/** Who must act on a code: an owner of the programme, or nobody because the program goes on by itself. */
export type CodeOwner = Owner | 'nobody'

/** What a stable code means, who acts and what to do. Codes of DCC's failures are in the programme's retry table. */
export interface CodeEntry {
  readonly code: string
  readonly meaning: string
  readonly owner: CodeOwner
  readonly remedy: string
}

const entry = (code: string, meaning: string, owner: CodeOwner, remedy: string): CodeEntry => ({ code, meaning, owner, remedy })

const correctOrAsk = 'correct the portfolio (decide correct) if the supplier is wrong, else have the SMSO mend its record and check again (decide retry)'

/** Every stable code that a journey, a duty or a command's refusal can carry; docs/codes.md says the same in a table. */
export const codes: readonly CodeEntry[] = [
  entry('INV_RECORDS_AWAITED', 'fresh records of the SMSO and the SMI are being fetched', 'nobody', 'wait; if it lasts, look whether the SMSO answers'),
  entry('INV_ALREADY_COMMISSIONED', 'the SMI says Commissioned already: enrolled without a migration', 'nobody', 'nothing'),
  entry('INV_UNKNOWN_TO_SMSO', 'the SMSO does not know the device', 'smso', 'check the device id and the SMSO named; correct the portfolio or have the SMSO take the device up'),
  entry('INV_METER_POINT', 'the SMSO has the device at another meter point', 'supplier', correctOrAsk),
  entry('INV_FUEL', 'the SMSO has the device as the other fuel', 'supplier', correctOrAsk),
  entry('INV_HUB', 'the SMSO has the device behind another hub', 'supplier', correctOrAsk),
  entry('INV_DEVICE_MODEL', 'maker or model of the meter disagree', 'supplier', correctOrAsk),
  entry('INV_HUB_MODEL', 'maker or model of the hub disagree', 'supplier', correctOrAsk),
  entry('INV_FIRMWARE', 'the firmware recorded is not the firmware reported', 'supplier', correctOrAsk),
  entry('INV_HUB_FIRMWARE', "the hub's firmware recorded is not the firmware reported", 'supplier', correctOrAsk),
  entry('INV_SUPPLIER', 'the SMSO has the meter with another supplier', 'supplier', 'check who supplies the meter point; record a change of supplier (supplier change) or have the SMSO mend its record'),
  entry('INV_PAYMENT_MODE', 'payment modes disagree; migrating so has cut supplies off', 'supplier', correctOrAsk),
  entry('INV_KEYS_MISSING', 'the SMSO does not hold the keys that a migration needs', 'smso', 'have the SMSO recover the keys, then decide retry; or exclude as missing-master-keys'),
  entry('INV_SIBLING_UNKNOWN', 'the SMSO sees another meter behind the hub that no portfolio names', 'supplier', "import the other meter's row, from its own supplier if need be"),
  entry('INV_SMI_UNKNOWN', 'the SMI does not know the device', 'dcc', 'have DCC add the device, then decide retry'),
  entry('INV_SMI_STATUS', 'the status of the device in the SMI rules out a migration', 'dcc', 'have DCC clear the status, then decide retry'),
  entry('INV_SMI_METER_POINT', 'the SMI joins the device to another meter point', 'dcc', 'have DCC mend the join before anything else'),
  entry('ELG_COHORT_UNKNOWN', 'no cohort of the programme has this maker of hubs', 'operations', 'add the maker to its cohort and apply the programme'),
  entry('ELG_COHORT_PENDING', 'no decision on the cohort yet', 'nobody', 'wait; the meter wakes when the programme changes'),
  entry('ELG_COHORT_NO_GO', 'the cohort will not be enrolled', 'supplier', 'plan the replacement'),
  entry('ELG_COHORT_NOT_LIVE', "the cohort's service is not live yet", 'nobody', 'wait; the meter wakes on the live date'),
  entry('ELG_COMBINATION_NOT_LISTED', "the installation's device model combination is not on the EPCL", 'dcc', 'wait for the EPCL, or plan the replacement'),
  entry('ELG_COMBINATION_REMOVED', 'the combination was removed from the EPCL', 'dcc', 'wait for the EPCL, or plan the replacement'),
  entry('ELG_FIRMWARE_UPGRADE', 'only firmware differs from an EPCL entry', 'supplier', 'upgrade the firmware that the detail names, then correct the portfolio'),
  entry('ELG_CPL_MISSING', 'a device is not on the Central Products List', 'supplier', 'have the model certified, or correct the model recorded'),
  entry('ELG_CPL_REMOVED', 'a device was removed from the Central Products List', 'supplier', 'upgrade or replace the device'),
  entry('ELG_EVIDENCE_MISSING', 'no evidence that the meter was tested against SMETS (consultation 2018, para 38)', 'supplier', 'record the evidence (decide correct --set compliance_evidence=...)'),
  entry('ELG_EXCLUDED', 'an exclusion stands', 'operations', 'reopen the exclusion first (decide reopen)'),
  entry('AUT_SUPPLIER', 'the Responsible Supplier has not authorised the migration', 'supplier', 'authorise it (decide authorise)'),
  entry('FIX_FIRST', 'the attempt failed and something must be mended first', 'supplier', 'do what the failure code asks for, then decide retry'),
  entry('ATTEMPTS_EXHAUSTED', 'the attempts of the device are used up', 'supplier', 'exclude or replace it; or decide retry for one attempt more, with a reason'),
  entry('EXCLUSION_PROPOSED', 'the failure code says that the device cannot be migrated', 'supplier', 'exclude it with evidence, or replace it'),
  entry('PREPAYMENT_FAILED', 'a prepayment meter failed after submission: a household may be off supply', 'supplier', 'make sure that the household has supply, at once; then decide retry or replace'),
  entry('DECISION_DUE', 'the decision point has passed: the supplier chooses between another attempt and replacement', 'supplier', 'decide retry, or decide replace'),
  entry('CODE_UNKNOWN', 'the failure code is not in the retry table', 'operations', 'add the code to the retry table, then decide retry'),
  entry('WITHDRAWN', 'taken back from its lane by a person', 'supplier', 'decide retry when it shall go on'),
  entry('REPLACEMENT_CANCELLED', 'the replacement was cancelled', 'supplier', 'decide retry, or order another replacement'),
  entry('RETRY_DECIDED', 'a person decided on another attempt', 'nobody', 'nothing'),
  entry('DECISION_POINT', 'the decision point was reached', 'supplier', 'choose between another attempt and replacement'),
  entry('ENR_REPLACEMENT_OPEN', 'enrolled while a replacement was still only ordered', 'supplier', 'cancel the replacement'),
  entry('OUT_AFTER_THE_END', 'DCC commissioned a device that is gone', 'dcc', 'have DCC decommission the device'),
  entry('REP_ORDER', 'a replacement was ordered', 'nobody', 'nothing'),
  entry('REP_APPOINT', 'the visit was appointed', 'nobody', 'nothing'),
  entry('REP_VISIT_FAILED', 'the visit failed', 'supplier', 'appoint another visit'),
  entry('REP_DONE', 'the SMETS2 meter was installed', 'nobody', 'nothing'),
  entry('REP_CANCEL', 'the replacement was cancelled', 'nobody', 'nothing'),
  entry('LOST_REMOVED', 'the installation was removed', 'nobody', 'nothing'),
  entry('LOST_STOLEN', 'the installation was stolen', 'nobody', 'nothing'),
  entry('LOST_DEMOLISHED', 'the building was demolished', 'nobody', 'nothing'),
  entry('DUTY_DATED', 'the duty got a date, or another one', 'nobody', 'nothing'),
  entry('DUTY_STANDS', 'the ground of a started clock is gone; the date stands and is flagged', 'operations', 'look at the EPCL entry or the decision that was taken back'),
  entry('DUTY_REMINDER', 'the due date comes near', 'supplier', 'see what the meter waits for'),
  entry('DUTY_BREACHED', 'the due date passed: the duty is breached and stays open', 'supplier', 'enrol or replace the meter'),
  entry('IMP_MISSING', 'missing from a portfolio that was said to be whole', 'supplier', 'decide what became of it: lost, replaced, or with another supplier'),
  entry('NOT_EXCLUDED', 'only an excluded meter can be reopened', 'nobody', 'look at the meter (meters show)'),
  entry('REPLACEMENT_OPEN', 'a replacement is on its way', 'nobody', 'cancel it first, or record its progress'),
  entry('NO_REPLACEMENT', 'no replacement has been ordered', 'nobody', 'order one first'),
  entry('ALREADY_ON_ITS_WAY', 'nothing to retry: the meter goes on by itself', 'nobody', 'wait'),
  entry('NOTHING_TO_WITHDRAW', 'no attempt is planned', 'nobody', 'nothing'),
  entry('ALREADY_IN_FLIGHT', 'the attempt is with DCC and cannot be called back', 'nobody', 'wait for its outcome, then decide'),
  entry('JOURNEY_ENDED', 'the journey has ended', 'nobody', 'reopen an exclusion; otherwise nothing remains'),
  ...['missing-master-keys', 'no-wan-before-migration', 'no-wan-while-migrating', 'five-failed-attempts', 'uneconomic-to-test', 'electricity-enrolled-gas-excluded', 'active-to-dormant'].map((category) =>
    entry(category, `excluded: ${category.replaceAll('-', ' ')}`, 'nobody', 'decide reopen if the ground is gone'),
  ),
]

const byCode = new Map(codes.map((each) => [each.code, each]))

/** What a code means; null for one that is not registered here, such as a failure code of DCC. */
export function codeEntry(code: string): CodeEntry | null {
  return byCode.get(code) ?? null
}
