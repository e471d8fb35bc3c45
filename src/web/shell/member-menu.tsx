import { Menu } from '@mantine/core'
import { IconDevices, IconLogout } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { signOut, useSession } from '../session.ts'
import { useText } from '../words.ts'
import styles from './member-menu.module.css'

/** Who is signed in, and the way out. */
export function MemberMenu() {
  const text = useText()
  const session = useSession()
  if (!session) return null
  const { name } = session.member
  const first = session.functions[0]
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={styles.member}
          aria-label={text('web.member.menu', { name })}
        >
          <span className={styles.circle} aria-hidden>
            {initialsOf(name)}
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{name}</span>
            <span className={styles.function}>
              {first ? text(`web.functions.${first}`) : session.agency.name}
            </span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <MemberItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The member's own pages and the way out, for the menu of the desk and of the phone. */
export function MemberItems() {
  const text = useText()
  const navigate = useNavigate()
  const leave = async (everywhere: boolean) => {
    await signOut(everywhere)
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <>
      <Menu.Item
        leftSection={<IconDevices size={16} stroke={1.75} aria-hidden />}
        onClick={() => void navigate({ to: '/me' })}
      >
        {text('web.member.me')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />}
        onClick={() => void leave(false)}
      >
        {text('web.member.sign-out')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />}
        onClick={() => void leave(true)}
      >
        {text('web.member.sign-out-everywhere')}
      </Menu.Item>
    </>
  )
}

/** Two letters of a member's own name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}
