import { useState } from 'react'
import { PageHeader } from '../../shell/page-header.js'
import { Button } from '../../ui/button.js'
import { TextField } from '../../ui/fields.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { Loaded } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { Columns, Panel } from '../../ui/panel.js'
import { useNow } from '../../ui/time.js'
import { errorsText, filterText, rateText } from '../../words/batches.js'
import { useFilterWords } from '../../words/filter-words.js'
import { dayText, londonDay } from '../../words/times.js'
import { filterNames, meterFields, meterQuery, type MeterFilterName } from '../meters/meter-fields.js'
import styles from './batch-plan.module.css'
import { DeviceList, type DeviceFile } from './device-list.js'
import { DryRun } from './dry-run.js'
import { MoreFields } from './more-fields.js'
import { firstForm, readPlan, type PlanForm } from './plan-form.js'
import { PlanDialog, type Counted } from './plan-dialog.js'
import { useDryRun, type Asked } from './use-dry-run.js'
import { WaveFields } from './wave-fields.js'

/** Plans a batch: which meters, how they are released, and beside it what that would be. */
export function Page() {
  const [filters, change] = useFilters(filterNames)
  const words = useFilterWords()
  const now = useNow()
  const [file, setFile] = useState<DeviceFile | null>(null)
  const [form, setForm] = useState(firstForm)
  const [named, setName] = useState<string | null>(null)
  const [put, setPut] = useState<Counted | null>(null)
  const { plan, errors } = readPlan(form, now)
  const suggested = `${filterText(storedNames(filters), words)}, ${dayText(londonDay(new Date(now)))}`
  const name = (named ?? suggested).trim()
  const asked: Asked | null = plan === null ? null : { filter: meterQuery(filters), devices: file?.text ?? null, plan }
  const { run, changing } = useDryRun(asked)
  const current = asked === null || changing || run.isError ? undefined : run.data
  const set = (some: Partial<PlanForm>): void => setForm((before) => ({ ...before, ...some }))
  const why = whyNot(asked === null, name, run.isError, current?.members)
  const begin = (submit: boolean): void => {
    if (asked !== null && current !== undefined) setPut({ asked, run: current, name, submit })
  }
  return (
    <>
      <PageHeader
        title="Plan a batch"
        lead="Nothing is stored until you plan it. Its members are then frozen: the set that is counted here is the set that is acted on."
      />
      <Panel title="Which meters" aside="all conditions hold together; an installation goes as a whole">
        <FilterBar fields={meterFields(words, true)} filters={filters} change={change} />
        <DeviceList file={file} onChange={setFile} />
      </Panel>
      <Columns>
        <Panel title="How they are released">
          <div className={styles.form}>
            <TextField
              label="Name of the batch"
              value={named ?? suggested}
              onChange={setName}
              error={name === '' ? 'Give it a name.' : name.length > 200 ? 'At most 200 characters.' : undefined}
            />
            <WaveFields form={form} errors={errors} change={set} />
            <details>
              <summary>More: {plan === null ? 'pause by errors, start and end, rate' : moreText(form, plan)}</summary>
              <MoreFields form={form} errors={errors} change={set} />
            </details>
            <div className={styles.buttons}>
              <Button look="main" isDisabled={why !== null} onPress={() => begin(true)}>
                Plan and put forward…
              </Button>
              <Button isDisabled={why !== null} onPress={() => begin(false)}>
                Plan as a draft…
              </Button>
              {why !== null && <span className="quiet">{why}</span>}
            </div>
          </div>
        </Panel>
        <Panel title="What it would be" aside={changing ? 'counting…' : 'tried dry; nothing is stored'}>
          {asked === null ? (
            <Notice tone="warn" title="It cannot be tried yet">
              Put right what is marked in the plan.
            </Notice>
          ) : (
            <Loaded read={run} what="The dry run" lines={8}>
              {(data) => <DryRun run={data} changing={changing} />}
            </Loaded>
          )}
        </Panel>
      </Columns>
      {put !== null && <PlanDialog {...put} onClose={() => setPut(null)} />}
    </>
  )
}

/** Why it cannot be planned now; null: it can. */
function whyNot(wrong: boolean, name: string, failed: boolean, members: number | undefined): string | null {
  if (wrong) return 'Put right what is marked first.'
  if (name === '' || name.length > 200) return 'Give it a name first.'
  if (failed) return 'The dry run failed; see there.'
  if (members === undefined) return 'Being counted…'
  return members === 0 ? 'None of these meters could be a member; the dry run says why.' : null
}

function moreText(form: PlanForm, plan: NonNullable<Asked['plan']>): string {
  const errors = plan.errors ?? null
  return [
    errorsText({ errors: errors === null ? null : { ...errors, codes: errors.codes ?? null } }),
    form.startsAt === '' ? 'starts once it is approved' : 'starts at its time',
    form.endsAt === '' ? 'ends when all are at their end' : 'ends at its time',
    rateText(plan.ratePerHour ?? null),
  ].join('; ')
}

/** The filters of the address by the names under which a batch keeps them. */
function storedNames(filters: Partial<Record<MeterFilterName, string>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}
