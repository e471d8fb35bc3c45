import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import styles from './finder.module.css'
import { type Found, rememberFound, useFound } from './found.ts'

/**
 * One box for pages, case numbers and persons. A combobox with a list, so that a screen reader hears
 * the option that the arrow keys have reached (Mantine's Spotlight does not say it).
 */
export function Finder({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('web.find.open')}
      closeOnClickOutside
      size={600}
      yOffset={80}
      centered={false}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      {opened && <Search onClose={onClose} />}
    </Modal>
  )
}

function Search({ onClose }: { onClose: () => void }) {
  const text = useText()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const member = useSession()?.member.id
  const { found, said } = useFound(typed.trim())
  const active = found[Math.min(at, found.length - 1)]
  const choose = (option: Found) => {
    onClose()
    rememberFound(option, member)
    option.go()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
    }
    const edge = { Home: 0, End: found.length - 1 }[event.key]
    if (edge !== undefined && found.length > 0 && !typed) {
      event.preventDefault()
      setAt(edge)
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault()
      choose(active)
    }
  }
  return (
    <>
      <div className={styles.box}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          className={styles.input}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${list}-${active.key}` : undefined}
          aria-label={text('web.find.open')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          placeholder={text('web.find.placeholder')}
          value={typed}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
        />
      </div>
      <Options list={list} found={found} active={active} onChoose={choose} />
      <p className={styles.said} role="status">
        {said}
      </p>
    </>
  )
}

interface OptionsProps {
  list: string
  found: readonly Found[]
  active: Found | undefined
  onChoose: (option: Found) => void
}

function Options({ list, found, active, onChoose }: OptionsProps) {
  const text = useText()
  return (
    <div id={list} role="listbox" aria-label={text('web.find.open')} className={styles.list}>
      {found.map((option) => {
        const Icon = option.icon
        return (
          // The keys are those of the box above: focus never leaves it.
          <div
            key={option.key}
            id={`${list}-${option.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={option === active}
            className={styles.option}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(option)}
            onKeyDown={undefined}
          >
            <Icon size={18} stroke={1.75} aria-hidden />
            <span className={styles.label}>{option.label}</span>
            {option.beside && <span className={styles.beside}>{option.beside}</span>}
          </div>
        )
      })}
    </div>
  )
}
