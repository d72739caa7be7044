import type { DutyHealth } from '../../../src/domain/duty.js'
import type { Stage, Standing } from '../../../src/domain/stage.js'
import { healthWords } from '../words/health.js'
import { stageWords, standingWords } from '../words/stages.js'
import styles from './badge.module.css'
import type { Tone } from './tone.js'

const marks: Readonly<Record<Tone, string>> = { bad: '▲', warn: '◆', info: '●', good: '✓', quiet: '–' }

interface BadgeProps {
  readonly tone: Tone
  readonly children: string
  readonly title?: string
}

/** A word with a tone. The mark before it has a shape for each tone, so that colour is never all that tells. */
export function Badge({ tone, children, title }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone} title={title}>
      <span aria-hidden="true" className={styles.mark}>
        {marks[tone]}
      </span>
      {children}
    </span>
  )
}

/** Where a meter stands; in migration, also where in its lane. */
export function StageBadge({ stage, standing = null }: { readonly stage: Stage; readonly standing?: Standing | null }) {
  const { label, meaning, tone } = stageWords[stage]
  const at = standing === null ? null : standingWords[standing]
  return (
    <Badge tone={at?.tone ?? tone} title={at?.meaning ?? meaning}>
      {at === null ? label : `${label}, ${at.label}`}
    </Badge>
  )
}

export function HealthBadge({ health }: { readonly health: DutyHealth }) {
  const { label, meaning, tone } = healthWords[health]
  return (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}
