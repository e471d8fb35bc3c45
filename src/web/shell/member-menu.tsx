import { IconDevices, IconFingerprint, IconLogout } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Action, Actions, Disclosure } from '../parts/disclosure.tsx'
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
  const role = first ? text(`web.functions.${first}`) : session.agency.name
  return (
    <Disclosure
      label={text('web.member.menu', { name, role })}
      buttonClass={styles.member}
      opens="above-start"
      button={
        <>
          <span className={styles.circle} aria-hidden>
            {initialsOf(name)}
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{name}</span>
            <span className={styles.function}>{role}</span>
          </span>
        </>
      }
    >
      {(close) => <MemberActions close={close} />}
    </Disclosure>
  )
}

/** The member's own pages and the way out, for the desk and for the phone. */
export function MemberActions({ close }: { close: () => void }) {
  const text = useText()
  const navigate = useNavigate()
  const leave = async (everywhere: boolean) => {
    await signOut(everywhere)
    await navigate({ to: '/sign-in', search: {} })
  }
  const out = <IconLogout size={16} stroke={1.75} aria-hidden />
  return (
    <>
      <Actions>
        <Action
          icon={<IconDevices size={16} stroke={1.75} aria-hidden />}
          onClick={() => {
            close()
            void navigate({ to: '/me' })
          }}
        >
          {text('web.member.me')}
        </Action>
        <Action
          icon={<IconFingerprint size={16} stroke={1.75} aria-hidden />}
          onClick={() => {
            close()
            void navigate({ to: '/me/sign-in' })
          }}
        >
          {text('signin.title')}
        </Action>
      </Actions>
      <Actions>
        <Action icon={out} onClick={() => void leave(false)}>
          {text('web.member.sign-out')}
        </Action>
        <Action icon={out} onClick={() => void leave(true)}>
          {text('web.member.sign-out-everywhere')}
        </Action>
      </Actions>
    </>
  )
}

/** Two letters of a member's own name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}
