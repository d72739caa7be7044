import { useId, useState, type ReactNode } from 'react'
import { programmeFiles } from '../../../../src/domain/programme-files.js'
import { Badge } from '../../ui/badge.js'
import { FileInput } from '../../ui/file-input.js'
import { Notice } from '../../ui/notice.js'
import { Panel } from '../../ui/panel.js'
import { counted } from '../../words/numbers.js'
import { readFiles, type Files, type FilesRead } from './programme-files.js'
import styles from './propose.module.css'

interface FilesPanelProps {
  readonly files: Files
  /** Told of files that were chosen, in place of those of the same name. */
  readonly onFiles: (files: Files) => void
  /** What is done with them. */
  readonly children: ReactNode
}

/** The ten files: chosen together or one after the other, and which are still missing. */
export function FilesPanel({ files, onFiles, children }: FilesPanelProps) {
  const id = useId()
  const [{ other, unreadable }, setRead] = useState<Omit<FilesRead, 'files'>>({ other: [], unreadable: [] })
  const missing = programmeFiles.filter((name) => files[name] === undefined).length
  return (
    <Panel title="Files" aside={missing === 0 ? 'all ten are there' : `${counted(missing, 'file')} missing`}>
      <p>
        <label htmlFor={id}>Files of the programme</label>{' '}
        <FileInput
          id={id}
          multiple
          accept=".yaml,.yml,.csv"
          onFiles={(chosen) => {
            void readFiles(chosen).then((read) => {
              setRead(read)
              onFiles(read.files)
            })
          }}
        />
      </p>
      {unreadable.length > 0 && (
        <Notice tone="bad" urgent title={`Not read: ${unreadable.join(', ')}`}>
          The browser could not read it, as where a file was moved or changed after it was chosen. What was read of it
          before stands; choose it again.
        </Notice>
      )}
      {other.length > 0 && (
        <p className="quiet">Left alone, since no file of a programme is called so: {other.join(', ')}</p>
      )}
      <ul className={styles.files} aria-label="Files of a programme">
        {programmeFiles.map((name) => {
          const text = files[name]
          return (
            <li key={name}>
              <Badge tone={text === undefined ? 'quiet' : 'good'}>{text === undefined ? 'missing' : 'read'}</Badge>{' '}
              <code>{name}</code>
              {text !== undefined && <span className="quiet small"> {counted(text.split('\n').length, 'line')}</span>}
            </li>
          )
        })}
      </ul>
      {children}
    </Panel>
  )
}
