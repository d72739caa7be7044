import { ChoiceField, Fields, TextField } from '../../ui/fields.js'
import type { OfForm } from './wave-fields.js'

/** What is mostly left as it is: when it pauses by itself, when it starts and ends, how fast it goes. */
export function MoreFields({ form, errors, change }: OfForm) {
  return (
    <Fields>
      <ChoiceField
        label="Pause by itself"
        value={form.pause}
        onChange={(pause) => change({ pause })}
        choices={[
          { value: 'errors', label: 'where too many attempts fail' },
          { value: 'never', label: 'never' },
        ]}
      />
      {form.pause === 'errors' && (
        <>
          <TextField
            label="Failed, %"
            value={form.errorShare}
            onChange={(errorShare) => change({ errorShare })}
            error={errors.errorShare}
            hint="of the attempts; empty: no share"
            numeric
          />
          <TextField
            label="Or failed, in number"
            value={form.errorCount}
            onChange={(errorCount) => change({ errorCount })}
            error={errors.errorCount}
            hint="empty: no number"
            numeric
          />
          <TextField
            label="Of at least so many attempts"
            value={form.errorSample}
            onChange={(errorSample) => change({ errorSample })}
            error={errors.errorSample}
            numeric
          />
          <TextField
            label="Counting these codes alone"
            value={form.errorCodes}
            onChange={(errorCodes) => change({ errorCodes })}
            hint="like W101, D301; empty: all failures"
          />
        </>
      )}
      <TextField
        label="Start (London time)"
        type="datetime-local"
        value={form.startsAt}
        onChange={(startsAt) => change({ startsAt })}
        error={errors.startsAt}
        hint="empty: once it is approved"
      />
      <TextField
        label="End (London time)"
        type="datetime-local"
        value={form.endsAt}
        onChange={(endsAt) => change({ endsAt })}
        error={errors.endsAt}
        hint="empty: when all its members are at their end"
      />
      {form.endsAt !== '' && (
        <ChoiceField
          label="At its end"
          value={form.atEnd}
          onChange={(atEnd) => change({ atEnd })}
          choices={[
            { value: 'stop', label: 'release nothing more; what was released goes' },
            { value: 'cancel', label: 'take back what is not in flight' },
          ]}
        />
      )}
      <TextField
        label="Members an hour at most"
        value={form.rate}
        onChange={(rate) => change({ rate })}
        error={errors.rate}
        hint="empty: as fast as its lanes go"
        numeric
      />
      <ChoiceField
        label="All that is left waits for others"
        value={form.whenStill}
        onChange={(whenStill) => change({ whenStill })}
        choices={[
          { value: 'wait', label: 'it stays open and needs attention' },
          { value: 'end', label: 'it ends by itself' },
        ]}
      />
    </Fields>
  )
}
