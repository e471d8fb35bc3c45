import { useMantineColorScheme } from '@mantine/core'
import {
  IconCheck,
  IconContrast,
  IconDeviceDesktop,
  IconLanguage,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { offeredLanguages, useSetLanguage } from '../language-choice.ts'
import { Action, Actions, Disclosure } from '../parts/disclosure.tsx'
import { useSession } from '../session.ts'
import { useText, useWords } from '../words.ts'
import styles from './top-bar.module.css'

const schemes = [
  { value: 'light', words: 'web.scheme.light', icon: IconSun },
  { value: 'dark', words: 'web.scheme.dark', icon: IconMoon },
  { value: 'auto', words: 'web.scheme.auto', icon: IconDeviceDesktop },
] as const

const mark = <IconCheck size={16} stroke={1.75} aria-hidden />

/** Changes the language of the screens on this device. */
export function LanguageMenu() {
  const text = useText()
  const { language } = useWords()
  return (
    <Disclosure
      label={text('web.language.choose', { name: language.name })}
      buttonClass={styles.tool}
      button={
        <>
          <IconLanguage size={16} stroke={1.75} aria-hidden />
          <span lang={language.code}>{language.name}</span>
        </>
      }
    >
      {(close) => <LanguageActions close={close} />}
    </Disclosure>
  )
}

interface ChoiceProps {
  close: () => void
  heading?: string
}

/** The languages to choose from, each in its own words. */
export function LanguageActions({ close, heading }: ChoiceProps) {
  const { language } = useWords()
  const setLanguage = useSetLanguage()
  const session = useSession()
  return (
    <Actions heading={heading}>
      {offeredLanguages(language, session?.demo === true, session?.authority.languages).map(
        ({ code, name }) => (
          <Action
            key={code}
            lang={code}
            chosen={code === language.code}
            mark={mark}
            onClick={() => {
              close()
              setLanguage(code)
            }}
          >
            {name}
          </Action>
        ),
      )}
    </Actions>
  )
}

/** Light, dark, or as the device says. */
export function SchemeMenu() {
  const text = useText()
  return (
    <Disclosure
      buttonClass={styles.tool}
      button={
        <>
          <IconContrast size={16} stroke={1.75} aria-hidden />
          {text('web.scheme.choose')}
        </>
      }
    >
      {(close) => <SchemeActions close={close} />}
    </Disclosure>
  )
}

/** The two themes and the device's own choice. */
export function SchemeActions({ close, heading }: ChoiceProps) {
  const text = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Actions heading={heading}>
      {schemes.map(({ value, words, icon: Icon }) => (
        <Action
          key={value}
          icon={<Icon size={16} stroke={1.75} aria-hidden />}
          chosen={value === colorScheme}
          mark={mark}
          onClick={() => {
            close()
            setColorScheme(value)
          }}
        >
          {text(words)}
        </Action>
      ))}
    </Actions>
  )
}
