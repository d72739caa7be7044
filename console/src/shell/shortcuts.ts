import { useEffect } from 'react'

const key = 'meterlift-single-keys'

/** Keys that work everywhere, for the help. */
export const shortcuts: readonly (readonly [keys: string, what: string])[] = [
  ['Ctrl K', 'Find a page, or a meter by meter point, device id or hub (⌘ K on a Mac)'],
  ['/', 'To the first filter of the page'],
  ['?', 'This help'],
  ['Esc', 'Close what is open'],
  ['Tab', 'On through everything; the first stop skips to the content'],
  ['F6', 'To messages, and back'],
]

/** Whether `/` and `?` alone do something: who dictates or uses switches may turn that off (WCAG 2.1.4). */
export function singleKeys(): boolean {
  return localStorage.getItem(key) !== 'off'
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(key)
  else localStorage.setItem(key, 'off')
}

interface Doing {
  readonly find: () => void
  readonly help: () => void
}

/** Listens to the keys that work everywhere. */
export function useShortcuts({ find, help }: Doing): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        find()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys() || isTyping(event.target)) return
      if (event.key === '?') help()
      if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('main [role=search] :is(select, input)')
        if (field === null) return
        event.preventDefault()
        field.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [find, help])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
}
