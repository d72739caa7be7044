import { useId, useState } from 'react'
import { SavedViews } from '../parts/saved-views.js'
import type { Given } from '../parts/views.js'
import { Button } from './button.js'
import styles from './filter-bar.module.css'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** One filter of a list; its name is that of the API, of the command line and of the address. */
export type FilterField<N extends string> = {
  readonly name: N
  readonly label: string
  /** Seldom used: shown where it is set, or on request. */
  readonly rare?: true
} & (
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'text'; readonly example?: string }
  | { readonly kind: 'day' }
)

interface FilterBarProps<N extends string> {
  readonly fields: readonly FilterField<N>[]
  readonly filters: Partial<Record<N, string>>
  readonly change: (change: Partial<Record<N, string | undefined>>) => void
  /** Under which name the team's views of this list are kept; else that of the page. */
  readonly views?: string
}

/**
 * The filters of a list, and the team's views of it. A choice counts at once, a text when it is left or Enter is pressed. On
 * a phone the fields are folded behind a button.
 */
export function FilterBar<N extends string>({ fields, filters, change, views }: FilterBarProps<N>) {
  const [unfolded, unfold] = useState(false)
  const [all, showAll] = useState(false)
  const fieldsId = useId()
  const given = fields.filter(({ name }) => filters[name] !== undefined).length
  /** Sets all the filters of this list, and leaves the rest of the address as it is. */
  const setAll = (of: Given): void => {
    const each: Partial<Record<N, string | undefined>> = {}
    for (const { name } of fields) each[name] = of[name]
    change(each)
  }
  const set = (name: N, value: string): void => {
    const one: Partial<Record<N, string | undefined>> = {}
    one[name] = value === '' ? undefined : value
    change(one)
  }
  return (
    <form
      role="search"
      aria-label="Filters"
      className={styles.bar}
      data-print="no"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={styles.fold}>
        <Button aria-expanded={unfolded} aria-controls={fieldsId} onPress={() => unfold(!unfolded)}>
          {given === 0 ? 'Filters' : `Filters (${given})`}
        </Button>
      </div>
      <div id={fieldsId} className={styles.fields} data-unfolded={unfolded || undefined}>
        {fields
          .filter(({ name, rare }) => all || rare === undefined || filters[name] !== undefined)
          .map((field) => (
            <Field key={field.name} field={field} value={filters[field.name] ?? ''} set={set} />
          ))}
        {fields.some(({ rare }) => rare) && (
          <Button look="bare" aria-expanded={all} aria-controls={fieldsId} onPress={() => showAll(!all)}>
            {all ? 'Fewer filters' : 'More filters'}
          </Button>
        )}
      </div>
      <SavedViews
        list={views}
        filters={givenOf(fields, filters)}
        describe={(of) => describe(fields, of)}
        open={setAll}
      />
      {given > 0 && (
        <Button look="bare" onPress={() => setAll({})}>
          Clear {given === 1 ? 'filter' : `${given} filters`}
        </Button>
      )}
    </form>
  )
}

/** Those of the filters that this list has. */
function givenOf<N extends string>(fields: readonly FilterField<N>[], filters: Partial<Record<N, string>>): Given {
  return Object.fromEntries(fields.flatMap(({ name }) => (filters[name] === undefined ? [] : [[name, filters[name]]])))
}

/** Filters in words: “Stage: Needs action, Supplier: EDF”. */
function describe<N extends string>(fields: readonly FilterField<N>[], filters: Given): string {
  return Object.entries(filters)
    .map(([name, value]) => {
      const field = fields.find((each) => each.name === name)
      const choice = field?.kind === 'choice' ? field.choices.find((each) => each.value === value) : undefined
      return `${field?.label ?? name}: ${choice?.label ?? value}`
    })
    .join(', ')
}

interface FieldProps<N extends string> {
  readonly field: FilterField<N>
  readonly value: string
  readonly set: (name: N, value: string) => void
}

function Field<N extends string>({ field, value, set }: FieldProps<N>) {
  const id = useId()
  return (
    <div className={styles.field} data-given={value !== '' || undefined}>
      <label htmlFor={id}>{field.label}</label>
      {field.kind === 'choice' ? (
        <select id={id} value={value} onChange={({ target }) => set(field.name, target.value)}>
          <option value="">any</option>
          {/* What the address says is shown even where the choices do not have it (yet). */}
          {value !== '' && !field.choices.some((choice) => choice.value === value) && (
            <option value={value}>{value}</option>
          )}
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <Typed key={value} id={id} field={field} value={value} set={set} />
      )}
    </div>
  )
}

function Typed<N extends string>({ id, field, value, set }: FieldProps<N> & { readonly id: string }) {
  const [text, setText] = useState(value)
  const done = (): void => {
    if (text.trim() !== value) set(field.name, text.trim())
  }
  return (
    <input
      id={id}
      type={field.kind === 'day' ? 'date' : 'text'}
      placeholder={field.kind === 'text' ? field.example : undefined}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => setText(target.value)}
      onBlur={done}
      onKeyDown={({ key }) => key === 'Enter' && done()}
    />
  )
}
