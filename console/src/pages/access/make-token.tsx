import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { permissions, rolePermissions, roles, type Role } from '../../../../src/domain/access.js'
import { api } from '../../api/call.js'
import { Button } from '../../ui/button.js'
import { Dialog } from '../../ui/dialog.js'
import dialog from '../../ui/dialog.module.css'
import { Notice } from '../../ui/notice.js'
import { ProblemView } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { useFilterWords } from '../../words/filter-words.js'
import styles from './access.module.css'

/** Makes an API token, and shows its secret, this once. */
export function MakeToken({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('auditor')
  const [supplier, setSupplier] = useState('')
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set())
  const [days, setDays] = useState('90')
  const { suppliers } = useFilterWords()
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: async () =>
      (
        await api.POST('/v1/tokens', {
          body: {
            name: name.trim(),
            roles: [role],
            scopes: [...scopes].filter((scope) => rolePermissions[role].some((held) => held === scope)),
            supplier: role === 'supplier' ? supplier : null,
            days: Number(days),
          },
        })
      ).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ['get', '/v1/tokens'] }),
  })
  const held = make.isPending || make.data !== undefined
  const ready = name.trim() !== '' && /^[1-9]\d{0,3}$/.test(days) && (role !== 'supplier' || supplier !== '')
  return (
    // Neither a click beside it nor Escape must lose the secret.
    <Dialog title="Make a token" held={held} onClose={onClose}>
      {make.data === undefined ? (
        <form
          className={dialog.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (ready && !make.isPending) make.mutate()
          }}
        >
          <TextField value={name} onChange={setName} isRequired autoFocus maxLength={100} className={dialog.field}>
            <Label>Name: which program uses it</Label>
            <Input autoComplete="off" />
          </TextField>
          <label className={dialog.field}>
            Role
            <select
              value={role}
              onChange={({ target }) => setRole(roles.find((each) => each === target.value) ?? role)}
            >
              {roles.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          {role === 'supplier' && (
            <label className={dialog.field}>
              Whose portfolio
              <select value={supplier} onChange={({ target }) => setSupplier(target.value)}>
                <option value="">choose</option>
                {suppliers.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          )}
          <fieldset className={styles.scopes}>
            <legend>Only this of what the role may; nothing chosen: all of it</legend>
            {rolePermissions[role].map((each) => (
              <label key={each}>
                <input
                  type="checkbox"
                  checked={scopes.has(each)}
                  onChange={({ target }) => {
                    const next = new Set(scopes)
                    if (target.checked) next.add(each)
                    else next.delete(each)
                    setScopes(next)
                  }}
                />{' '}
                <code>{each}</code> <span className="small quiet">{permissions[each]}</span>
              </label>
            ))}
          </fieldset>
          <TextField value={days} onChange={setDays} isRequired inputMode="numeric" className={dialog.field}>
            <Label>Expires after days</Label>
            <Input autoComplete="off" />
          </TextField>
          {make.isError && <ProblemView error={make.error} title="It was not made" />}
          <div className={dialog.buttons}>
            <Button onPress={onClose} isDisabled={make.isPending}>
              Cancel
            </Button>
            <Button type="submit" look="main" isDisabled={!ready || make.isPending}>
              {make.isPending ? 'Making…' : 'Make it'}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <Notice tone="warn" title="Keep it now: it is shown this once">
            <p>
              <code className={styles.secret}>{make.data.token}</code>
            </p>
            <p>
              To be sent as <code>Authorization: Bearer</code>. It expires <Time at={make.data.expiresAt} show="both" />
              .
            </p>
          </Notice>
          <div className={dialog.buttons}>
            <Button look="main" onPress={onClose}>
              I have kept it
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
