import { Menu, useMantineColorScheme } from '@mantine/core'
import {
  IconCheck,
  IconContrast,
  IconDeviceDesktop,
  IconLanguage,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { offeredLanguages, useSetLanguage } from '../language-choice.ts'
import { useSession } from '../session.ts'
import { useText, useWords } from '../words.ts'
import styles from './top-bar.module.css'

const schemes = [
  { value: 'light', words: 'web.scheme.light', icon: IconSun },
  { value: 'dark', words: 'web.scheme.dark', icon: IconMoon },
  { value: 'auto', words: 'web.scheme.auto', icon: IconDeviceDesktop },
] as const

/** Changes the language of the screens on this device. */
export function LanguageMenu() {
  const text = useText()
  const { language } = useWords()
  return (
    <Menu position="bottom-end" width={200} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={styles.tool}
          aria-label={text('web.language.choose', { name: language.name })}
        >
          <IconLanguage size={16} stroke={1.75} aria-hidden />
          <span lang={language.code}>{language.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The languages to choose from, each in its own words. */
export function LanguageItems() {
  const { language } = useWords()
  const setLanguage = useSetLanguage()
  const session = useSession()
  return offeredLanguages(language, session?.demo === true).map(({ code, name }) => (
    <Menu.Item
      key={code}
      role="menuitemradio"
      aria-checked={code === language.code}
      lang={code}
      rightSection={code === language.code && <IconCheck size={16} stroke={1.75} aria-hidden />}
      onClick={() => setLanguage(code)}
    >
      {name}
    </Menu.Item>
  ))
}

/** Light, dark, or as the device says. */
export function SchemeMenu() {
  const text = useText()
  return (
    <Menu position="bottom-end" width={200} shadow="md">
      <Menu.Target>
        <button type="button" className={styles.tool}>
          <IconContrast size={16} stroke={1.75} aria-hidden />
          {text('web.scheme.choose')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <SchemeItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The two themes and the device's own choice. */
export function SchemeItems() {
  const text = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return schemes.map(({ value, words, icon: Icon }) => (
    <Menu.Item
      key={value}
      role="menuitemradio"
      aria-checked={value === colorScheme}
      leftSection={<Icon size={16} stroke={1.75} aria-hidden />}
      rightSection={value === colorScheme && <IconCheck size={16} stroke={1.75} aria-hidden />}
      onClick={() => setColorScheme(value)}
    >
      {text(words)}
    </Menu.Item>
  ))
}
