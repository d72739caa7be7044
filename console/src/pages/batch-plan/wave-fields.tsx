import { ChoiceField, Fields, TextField } from '../../ui/fields.js'
import type { FormErrors, PlanForm } from './plan-form.js'

export interface OfForm {
  readonly form: PlanForm
  readonly errors: FormErrors
  readonly change: (change: Partial<PlanForm>) => void
}

/** How it is cut into waves, and when the next one follows. */
export function WaveFields({ form, errors, change }: OfForm) {
  return (
    <Fields>
      <ChoiceField
        label="Waves"
        value={form.waves}
        onChange={(waves) => change({ waves })}
        choices={[
          { value: 'canary', label: 'a canary, then doubling' },
          { value: 'one', label: 'all in one wave' },
          { value: 'sizes', label: 'sizes of my own' },
          { value: 'shares', label: 'shares of the whole' },
        ]}
        hint="Earlier dates go in earlier waves."
      />
      {form.waves === 'canary' && (
        <TextField
          label="Meters in the canary"
          value={form.canary}
          onChange={(canary) => change({ canary })}
          error={errors.canary}
          numeric
        />
      )}
      {form.waves === 'sizes' && (
        <TextField
          label="Meters in each wave"
          value={form.sizes}
          onChange={(sizes) => change({ sizes })}
          error={errors.sizes}
          hint="What is over is one wave more."
        />
      )}
      {form.waves === 'shares' && (
        <TextField
          label="Per cent in each wave"
          value={form.shares}
          onChange={(shares) => change({ shares })}
          error={errors.shares}
          hint="What is over is one wave more."
        />
      )}
      {form.waves !== 'one' && (
        <ChoiceField
          label="The next wave follows"
          value={form.next}
          onChange={(next) => change({ next })}
          choices={[
            { value: 'success', label: 'by itself, on success' },
            { value: 'check', label: 'when a person says so' },
          ]}
        />
      )}
      {form.waves !== 'one' && form.next === 'success' && (
        <>
          <TextField
            label="Success needed, %"
            value={form.success}
            onChange={(success) => change({ success })}
            error={errors.success}
            hint="of the first attempts of a wave"
            numeric
          />
          <TextField
            label="Once so many landed, %"
            value={form.landed}
            onChange={(landed) => change({ landed })}
            error={errors.landed}
            hint="of the wave; below the success needed it stops the rest"
            numeric
          />
        </>
      )}
    </Fields>
  )
}
