import type { InputHTMLAttributes } from 'react'
import styles from './file-input.module.css'

interface FileInputProps extends Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'id' | 'accept' | 'multiple' | 'disabled' | 'aria-describedby'
> {
  /** Told of what was chosen, at least one; whoever is told shows it. */
  readonly onFiles: (files: readonly File[]) => void
}

/** Lets a person choose files, also the same one again once it was corrected. */
export function FileInput({ onFiles, ...rest }: FileInputProps) {
  return (
    <input
      {...rest}
      type="file"
      className={styles.file}
      onChange={({ target }) => {
        const chosen = [...(target.files ?? [])]
        target.value = ''
        if (chosen.length > 0) onFiles(chosen)
      }}
    />
  )
}
