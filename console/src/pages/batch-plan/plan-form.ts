import { defaultPlan } from '../../../../src/domain/batch/plan.js'
import type { paths } from '../../api/schema.js'
import { percentIn, wholeIn } from '../../ui/whole.js'
import { londonInstant } from '../../words/times.js'

type Body = NonNullable<paths['/v1/batches/dry-run']['post']['requestBody']>['content']['application/json']
/** A plan as the API takes it. */
export type AskedPlan = NonNullable<Body['plan']>

/** A plan as it is being typed. */
export interface PlanForm {
  readonly waves: 'one' | 'canary' | 'sizes' | 'shares'
  readonly canary: string
  readonly sizes: string
  readonly shares: string
  readonly next: 'success' | 'check'
  readonly success: string
  readonly landed: string
  readonly pause: 'errors' | 'never'
  readonly errorShare: string
  readonly errorCount: string
  readonly errorSample: string
  readonly errorCodes: string
  /** London's wall clock; empty: once it is approved. */
  readonly startsAt: string
  readonly endsAt: string
  readonly atEnd: 'stop' | 'cancel'
  readonly rate: string
  readonly whenStill: 'wait' | 'end'
}

/** What stands there at first: a small canary, and a pause where half of the attempts fail. */
export const firstForm: PlanForm = {
  waves: 'canary',
  canary: '50',
  sizes: '100, 400, 1000',
  shares: '5, 20',
  next: 'success',
  success: '90',
  landed: '90',
  pause: 'errors',
  errorShare: '50',
  errorCount: '',
  errorSample: '20',
  errorCodes: '',
  startsAt: '',
  endsAt: '',
  atEnd: defaultPlan.atEnd,
  rate: '',
  whenStill: 'wait',
}

export type FormErrors = Readonly<Partial<Record<keyof PlanForm, string>>>

const most = 10_000_000
const whole = 'Give a whole number from 1.'
const percent = 'Give a share from 1 to 100 %.'

/** Reads what was typed; null: some of it will not do, and `errors` says what. */
export function readPlan(
  form: PlanForm,
  now: number,
): { readonly plan: AskedPlan | null; readonly errors: FormErrors } {
  const errors: Partial<Record<keyof PlanForm, string>> = {}
  const take = <T>(field: keyof PlanForm, value: T | undefined, message: string): T | null => {
    if (value !== undefined) return value
    errors[field] = message
    return null
  }
  const orNone = (field: keyof PlanForm, read: (text: string) => number | undefined, message: string): number | null =>
    form[field].trim() === '' ? null : take(field, read(form[field]), message)
  const number = (text: string): number | undefined => wholeIn(text, 1, most)

  const waves = wavesOf(form, take)
  const next = nextOf(form, take)
  if (form.pause === 'errors' && form.errorShare.trim() === '' && form.errorCount.trim() === '') {
    errors.errorShare = 'Give a share or a number, or have it never pause by itself.'
  }
  const threshold =
    form.pause === 'never'
      ? null
      : {
          share: orNone('errorShare', percentIn, percent),
          count: orNone('errorCount', number, whole),
          sample: take('errorSample', number(form.errorSample), whole) ?? 1,
          codes: codesOf(form.errorCodes),
        }
  const startsAt = form.startsAt === '' ? null : take('startsAt', londonInstant(form.startsAt), 'Give day and time.')
  const endsAt = form.endsAt === '' ? null : take('endsAt', londonInstant(form.endsAt), 'Give day and time.')
  if (endsAt !== null && Date.parse(endsAt) <= Math.max(now, startsAt === null ? 0 : Date.parse(startsAt))) {
    errors.endsAt = 'Its end must be ahead, and after its start.'
  }
  const ratePerHour = orNone('rate', number, whole)
  if (Object.keys(errors).length > 0 || waves === null || next === null) return { plan: null, errors }
  const { atEnd, whenStill } = form
  return { plan: { waves, next, errors: threshold, startsAt, endsAt, atEnd, ratePerHour, whenStill }, errors }
}

type Take = <T>(field: keyof PlanForm, value: T | undefined, message: string) => T | null

/** One wave has no next one: what is asked for then is what stands there at first. */
function nextOf(form: PlanForm, take: Take): AskedPlan['next'] | null {
  const { success: wanted, landed: part } = form.waves === 'one' ? firstForm : form
  if (form.waves !== 'one' && form.next === 'check') return { kind: 'check' }
  const success = take('success', percentIn(wanted), percent)
  const landed = take('landed', percentIn(part), percent)
  return success === null || landed === null ? null : { kind: 'success', success, landed }
}

function wavesOf(form: PlanForm, take: Take): AskedPlan['waves'] | null {
  switch (form.waves) {
    case 'one':
      return { kind: 'one' }
    case 'canary': {
      const size = take('canary', wholeIn(form.canary, 1, most), whole)
      return size === null ? null : { kind: 'canary', size }
    }
    case 'sizes': {
      const sizes = take(
        'sizes',
        listIn(form.sizes, (text) => wholeIn(text, 1, most)),
        'Give sizes like 100, 400, 1000.',
      )
      return sizes === null ? null : { kind: 'sizes', sizes: [...sizes] }
    }
    case 'shares': {
      const shares = take('shares', listIn(form.shares, percentIn), 'Give shares in per cent, like 5, 20.')
      return shares === null ? null : { kind: 'shares', shares: shares.map((part) => Math.round(part * 10_000) / 100) }
    }
  }
}

/** Figures with commas between; each one must do. */
function listIn(text: string, read: (part: string) => number | undefined): readonly number[] | undefined {
  const found = text
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(read)
  const good = found.filter((each): each is number => each !== undefined)
  return good.length > 0 && good.length === found.length && good.length <= 200 ? good : undefined
}

function codesOf(text: string): string[] | null {
  const codes = text
    .split(/[,;\s]+/)
    .map((code) => code.toUpperCase())
    .filter((code) => code !== '')
  return codes.length === 0 ? null : codes
}
