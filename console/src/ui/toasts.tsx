import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Button,
} from 'react-aria-components'
import styles from './toasts.module.css'
import type { Tone } from './tone.js'

interface Told {
  readonly tone: Tone
  readonly text: string
}

const queue = new ToastQueue<Told>({ maxVisibleToasts: 3 })

/** Tells what has just been done, for some seconds. What went wrong stays in the page (`ProblemView`), never here alone. */
export function tell(text: string, tone: Tone = 'good'): void {
  queue.add({ tone, text }, { timeout: 8_000 })
}

/** Where toasts appear; they are announced, and reached with F6. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className={styles.region} aria-label="Messages">
      {({ toast }) => (
        <Toast toast={toast} className={styles.toast} data-tone={toast.content.tone}>
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <Button slot="close" className={styles.close} aria-label="Dismiss">
            ×
          </Button>
        </Toast>
      )}
    </ToastRegion>
  )
}
