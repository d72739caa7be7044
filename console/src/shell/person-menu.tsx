import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import { signOut, useSession } from '../session/session.js'
import menu from '../ui/menu.module.css'
import styles from './person-menu.module.css'
import { applyTheme, keptTheme, themes } from './theme.js'

const themeWords = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

/** Who is signed in, as what; theme, keyboard help and signing out. */
export function PersonMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { name, roles, supplier } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [theme, setTheme] = useState(keptTheme)
  const leave = async (): Promise<void> => {
    await signOut(client)
    await navigate({ to: '/sign-in' })
  }
  return (
    <MenuTrigger>
      <AriaButton className={styles.person}>
        <span className="heard">You: </span>
        <span className={styles.name}>{name.replace(/ \(example\)$/, '')}</span>
        <span className={styles.role}>
          <span className="heard">, </span>
          {supplier ?? roles.join(', ')}
        </span>
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover placement="bottom end" className={menu.popover}>
        <Menu className={menu.menu} aria-label="You">
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = themes.find((each) => keys === 'all' || keys.has(each))
              if (chosen === undefined) return
              applyTheme(chosen)
              setTheme(chosen)
            }}
          >
            <Header className={menu.head}>Theme</Header>
            {themes.map((each) => (
              <MenuItem key={each} id={each} textValue={themeWords[each]} className={menu.item}>
                {({ isSelected }) => (
                  <>
                    <span aria-hidden="true">{isSelected ? '✓' : ''}</span>
                    {themeWords[each]}
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className={menu.line} />
          <MenuItem onAction={onHelp} className={menu.item} textValue="Keyboard">
            <span />
            Keyboard
          </MenuItem>
          <MenuItem onAction={() => void leave()} className={menu.item} textValue="Sign out">
            <span />
            Sign out
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
