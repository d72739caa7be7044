import { bold, dim, red } from '../emphasis.js'
import type { EpochMs } from '../../domain/brands.js'
import type { DutyText, MeterStory } from '../../operations/meter-story.js'
import { dayText, fieldText, sentence } from '../../operations/story/words.js'
import { isEnd } from '../../domain/stage.js'
import { wrap } from '../print.js'
import { showBoth, showDistance, showInstant } from '../when.js'

/** One meter's story in plain sentences: what it is, where it stands and why, what comes next, its duty, what happened. */
export function storyLines(story: MeterStory, now: EpochMs, width: number): readonly string[] {
  const fill = Math.min(width, 100)
  return [
    ...what(story),
    '',
    ...paragraph('Now', standing(story, now), fill),
    ...paragraph('Next', next(story, now), fill),
    ...paragraph('Duty', duty(story.duty, now), fill),
    ...paragraph('You can', actions(story), fill),
    '',
    bold('What happened'),
    ...happened(story, now, fill),
    ...(story.timeline.length === 0 ? ['  Nothing yet: its journey has not begun.'] : []),
  ]
}

/** Each line under its time; what happened in the same minute stands under one. */
function happened({ timeline }: MeterStory, now: EpochMs, width: number): readonly string[] {
  return timeline.flatMap(({ at, text }, index) => {
    const before = timeline[index - 1]
    const same = before !== undefined && showInstant(before.at) === showInstant(at)
    return [
      ...(same ? [] : [dim(`  ${showInstant(at)}, ${showDistance(at, now)}`)]),
      ...wrap(`    ${text}`, width, '    '),
    ]
  })
}

function what(story: MeterStory): readonly string[] {
  const since = story.suppliedSince === null ? '' : ` since ${dayText(story.suppliedSince)}`
  const installed = story.installedOn === null ? '' : `, installed on ${dayText(story.installedOn)}`
  return [
    bold(`Meter ${story.meterPoint}, journey ${story.journeyId}`),
    `  ${story.fuel}, ${story.paymentMode}, ${story.service}; supplier ${story.supplier}${since}`,
    `  device ${story.deviceId}, ${device(story.device)}${installed}`,
    `  hub ${story.hubId}, ${device(story.hub)}, ${story.csp}`,
    `  SMSO ${story.smso}; cohort ${story.cohort ?? 'unknown'}; lane ${story.lane ?? 'none'}`,
    ...story.siblings.map(
      ({ journeyId, fuel, deviceId, supplier, stage, code }) =>
        `  same hub: ${fuel} meter ${deviceId} of ${supplier}, journey ${journeyId}: ${stage}${code === null ? '' : ` (${code})`}`,
    ),
  ]
}

function device({ manufacturer, model, firmware }: MeterStory['device']): string {
  return `${manufacturer} ${model} ${firmware}`
}

/** Each sentence a line of its own behind the heading. */
function paragraph(title: string, sentences: readonly string[], width: number): readonly string[] {
  const head = `${title.padEnd(8)} `
  const indent = ' '.repeat(head.length)
  return sentences.flatMap((each, index) => {
    const lines = wrap(`${index === 0 ? head : indent}${each}`, width, indent)
    return index === 0 ? lines.map((line, n) => (n === 0 ? `${bold(head)}${line.slice(head.length)}` : line)) : lines
  })
}

function standing(story: MeterStory, now: EpochMs): readonly string[] {
  const { stage, standing: place, code, reason, failure } = story
  const name = place === null ? stage : `${stage} (${place})`
  const said = [`${name} since ${showInstant(story.stageSince)}, ${showDistance(story.stageSince, now)}.`]
  if (reason !== null) said.push(sentence(`${code}: ${[reason.meaning, ...story.details].join('; ')}`))
  for (const { code: found, field, registered, reported, owner, closedAt } of story.exceptions) {
    if (closedAt !== null) continue
    const which = found === code ? '' : `${found}, `
    said.push(
      `${which}${fieldText(field)}: the register has ${registered ?? 'nothing'}, reported is ${reported ?? 'nothing'} (${owner} acts).`,
    )
  }
  if (failure !== null && !isEnd(stage)) {
    said.push(sentence(`last failure ${failure.code}: ${failure.meaning}; ${failure.owner}: ${failure.remedy}`))
  }
  if (story.attemptsUsed > 0) said.push(`Attempts used: ${story.attemptsUsed} of ${story.attemptsAllowed}.`)
  return said
}

function next(story: MeterStory, now: EpochMs): readonly string[] {
  if (isEnd(story.stage)) return ['Nothing: the journey has ended.']
  return story.next.map(({ at, what: text }) => sentence(`${at === null ? '' : `${showBoth(at, now)}: `}${text}`))
}

function duty(text: DutyText, now: EpochMs): readonly string[] {
  const { health, dueOn, startsOn, daysLeft, policy, flag, breachedOn, metOn, endedOn, history } = text
  const left = daysLeft === null ? '' : daysLeft < 0 ? `, ${-daysLeft} days ago` : `, ${daysLeft} days left`
  const said = [
    `${health === 'overdue' ? red(health) : health}${dueOn === null ? ': no date' : `: due ${dayText(dueOn)}${left}`}${startsOn === null ? '' : `; clock from ${dayText(startsOn)}`}${policy === null ? '' : ` (policy ${policy})`}.`,
  ]
  if (flag !== null) said.push(`The clock stands although its ground is gone (${flag}).`)
  if (breachedOn !== null) said.push(`Breached on ${dayText(breachedOn)}.`)
  if (metOn !== null) said.push(`Met on ${dayText(metOn)}.`)
  if (endedOn !== null) said.push(`Ended on ${dayText(endedOn)} without being met.`)
  if (history.length > 1) {
    for (const { recordedAt, dueOn: was, cause } of history) {
      said.push(`${showDistance(recordedAt, now)}: ${was === null ? 'no date' : `due ${dayText(was)}`} (${cause}).`)
    }
  }
  return said
}

function actions({ actions: all }: MeterStory): readonly string[] {
  const names = all.filter(({ allowed }) => allowed).map(({ action }) => action)
  const refused = all.filter(({ refusal }) => refusal !== null && refusal.code !== 'NOT_EXCLUDED')
  const reasons = new Map<string, string[]>()
  for (const { action, refusal } of refused) {
    const why = refusal?.message ?? ''
    reasons.set(why, [...(reasons.get(why) ?? []), action])
  }
  return [
    `${names.join(', ') || 'decide nothing'}.`,
    ...[...reasons].map(([why, which]) => dim(`not ${which.join(', ')}: ${why}.`)),
  ]
}
