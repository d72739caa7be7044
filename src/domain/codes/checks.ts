import { entriesOf } from './entry.js'

const correctOrAsk =
  'if the portfolio is wrong, correct it (decide correct); if the SMSO is wrong, have it mend its record, then check again (decide retry)'

/** What the inventory check against the SMSO and the SMI can say. */
export const inventoryEntries = entriesOf('inventory', [
  [
    'INV_RECORDS_AWAITED',
    'fresh records of the SMSO and the SMI are being fetched',
    'nobody',
    'wait; if it lasts, look whether the SMSO answers',
  ],
  ['INV_ALREADY_COMMISSIONED', 'the SMI says Commissioned already: enrolled without a migration', 'nobody', 'nothing'],
  [
    'INV_UNKNOWN_TO_SMSO',
    'the SMSO does not know the device',
    'smso',
    'check the device id and the SMSO named; correct the portfolio, or have the SMSO take the device up',
  ],
  [
    'INV_METER_POINT',
    'the SMSO has the device at another meter point',
    'supplier',
    'have the SMSO mend its record, then check again (decide retry); a meter point that is wrong in the portfolio is imported anew',
  ],
  [
    'INV_FUEL',
    'the SMSO has the device as the other fuel',
    'supplier',
    'have the SMSO mend its record, then check again (decide retry)',
  ],
  ['INV_HUB', 'the SMSO has the device behind another hub', 'supplier', correctOrAsk],
  ['INV_DEVICE_MODEL', 'maker or model of the meter disagree', 'supplier', correctOrAsk],
  ['INV_HUB_MODEL', 'maker or model of the hub disagree', 'supplier', correctOrAsk],
  ['INV_FIRMWARE', "the meter's firmware recorded is not the firmware reported", 'supplier', correctOrAsk],
  ['INV_HUB_FIRMWARE', "the hub's firmware recorded is not the firmware reported", 'supplier', correctOrAsk],
  [
    'INV_SUPPLIER',
    'the SMSO has the meter with another supplier',
    'supplier',
    'check who supplies the meter point; record a change of supplier (supplier change), or have the SMSO mend its record',
  ],
  ['INV_PAYMENT_MODE', 'payment modes disagree; migrating so has cut supplies off', 'supplier', correctOrAsk],
  [
    'INV_KEYS_MISSING',
    'the SMSO does not hold the keys that a migration needs',
    'smso',
    'have the SMSO recover the keys, then check again (decide retry); or exclude as missing-master-keys',
  ],
  [
    'INV_SIBLING_UNKNOWN',
    'the SMSO sees another meter behind the hub that no portfolio names',
    'supplier',
    "import the other meter's row, from its own supplier if need be",
  ],
  [
    'INV_SMI_UNKNOWN',
    'the SMI does not know the device',
    'dcc',
    'have DCC add the device, then check again (decide retry)',
  ],
  [
    'INV_SMI_STATUS',
    "the device's status in the SMI rules out a migration",
    'dcc',
    'have DCC clear the status, then check again (decide retry)',
  ],
  [
    'INV_SMI_METER_POINT',
    'the SMI joins the device to another meter point',
    'dcc',
    'have DCC mend the join before anything else',
  ],
])

/** Why a meter is not eligible yet. */
export const eligibilityEntries = entriesOf('eligibility', [
  [
    'ELG_COHORT_UNKNOWN',
    'no cohort of the programme has this maker of hubs',
    'operations',
    'add the maker to its cohort and apply the programme',
  ],
  ['ELG_COHORT_PENDING', 'no decision on the cohort yet', 'nobody', 'wait; the meter wakes when the programme changes'],
  ['ELG_COHORT_NO_GO', 'the cohort will not be enrolled', 'supplier', 'plan the replacement'],
  ['ELG_COHORT_NOT_LIVE', "the cohort's service is not live yet", 'nobody', 'wait; the meter wakes on the live date'],
  [
    'ELG_COMBINATION_NOT_LISTED',
    "the installation's device model combination is not on the EPCL",
    'dcc',
    'wait for the EPCL, or plan the replacement',
  ],
  [
    'ELG_COMBINATION_REMOVED',
    'the combination was removed from the EPCL',
    'dcc',
    'wait for the EPCL, or plan the replacement',
  ],
  [
    'ELG_FIRMWARE_UPGRADE',
    'only firmware differs from an EPCL entry',
    'supplier',
    "upgrade the firmware as the meter's story says, then correct the portfolio (decide correct)",
  ],
  [
    'ELG_CPL_MISSING',
    'a device is not on the Central Products List',
    'supplier',
    'have the model certified, or correct the model recorded',
  ],
  [
    'ELG_CPL_REMOVED',
    'a device was removed from the Central Products List',
    'supplier',
    'upgrade or replace the device',
  ],
  [
    'ELG_EVIDENCE_MISSING',
    'no evidence that the meter was tested against SMETS (consultation 2018, para 38)',
    'supplier',
    'record the evidence (decide correct --set compliance_evidence=...)',
  ],
])

export const authorisationEntries = entriesOf('authorisation', [
  [
    'AUT_SUPPLIER',
    'the Responsible Supplier has not authorised the migration',
    'supplier',
    'authorise it (decide authorise)',
  ],
])
