import type { ReactNode } from 'react'
import styles from './definitions.module.css'

/** Names and what they are; a value that is null or undefined stands as “–”, never as nothing. */
export function Definitions({ of }: { readonly of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.list}>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <span className="quiet">–</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
