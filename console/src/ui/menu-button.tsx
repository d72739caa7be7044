import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Button } from './button.js'
import styles from './menu.module.css'

export interface MenuChoice {
  readonly id: string
  readonly label: string
  /** Why it cannot be chosen; it is shown all the same. */
  readonly refused?: string | undefined
}

interface MenuButtonProps {
  readonly label: string
  /** Said instead of the label to those who listen, where several buttons read the same. */
  readonly name?: string | undefined
  readonly choices: readonly MenuChoice[]
  readonly choose: (id: string) => void
}

/** A button that opens a menu of what can be done; what one may not do says why. */
export function MenuButton({ label, name, choices, choose }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button aria-label={name ?? label}>
        {label} <span aria-hidden="true">▾</span>
      </Button>
      <Popover placement="bottom end" className={styles.popover}>
        <Menu
          className={styles.menu}
          aria-label={name ?? label}
          disabledKeys={choices.flatMap(({ id, refused }) => (refused === undefined ? [] : [id]))}
          onAction={(key) => choose(String(key))}
        >
          {choices.map(({ id, label: words, refused }) => (
            <MenuItem key={id} id={id} textValue={words} className={styles.item}>
              <span />
              <span>
                {words}
                {refused !== undefined && (
                  <>
                    <br />
                    <span className={styles.why}>{refused}</span>
                  </>
                )}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
