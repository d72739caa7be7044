import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './button.module.css'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `main`: the one thing to do here; `danger`: it destroys or ends something; `plain`: the rest; `bare`: no frame. */
  readonly look?: 'main' | 'danger' | 'plain' | 'bare'
}

export function Button({ look = 'plain', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`${styles.button} ${styles[look]}`} />
}
