import styles from './skeleton.module.css'

/** Grey lines where something is being read for the first time; `label` is what those who listen hear. */
export function Skeleton({ lines = 4, label = 'Loading' }: { readonly lines?: number; readonly label?: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="heard">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.line} data-short={line % 3 === 2 || undefined} />
      ))}
    </div>
  )
}
