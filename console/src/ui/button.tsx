import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import type { PagePath } from '../pages.js'
import type { Filters } from './filters.js'
import styles from './button.module.css'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `main`: the one thing to do here; `danger`: it destroys or ends something; `plain`: the rest; `bare`: no frame. */
  readonly look?: 'main' | 'danger' | 'plain' | 'bare'
}

export function Button({ look = 'plain', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`${styles.button} ${styles[look]}`} />
}

interface LinkButtonProps {
  readonly page: PagePath
  readonly params?: Readonly<Record<string, string>>
  readonly filters?: Filters
  readonly look?: ButtonProps['look']
  readonly children: ReactNode
}

/** A link to a page that looks like a button: the next thing to do is on that page. */
export function LinkButton({ page, params = {}, filters = {}, look = 'plain', children }: LinkButtonProps) {
  return (
    <Link to={page} params={params} search={filters} className={`${styles.button} ${styles[look]}`}>
      {children}
    </Link>
  )
}
