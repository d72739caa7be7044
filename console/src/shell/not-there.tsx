import type { ErrorComponentProps } from '@tanstack/react-router'
import { To } from '../ui/link.js'
import { Notice } from '../ui/notice.js'
import { ProblemView } from '../ui/problem-view.js'

export function NotThere() {
  return (
    <Notice tone="warn" title="There is no such page" action={<To page="/">To the overview</To>}>
      The address may be an old one, or mistyped. Ctrl K finds pages and meters.
    </Notice>
  )
}

/** A page that could not be drawn; the rest of the console goes on. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  return <ProblemView error={error} retry={reset} title="This page could not be shown" />
}
