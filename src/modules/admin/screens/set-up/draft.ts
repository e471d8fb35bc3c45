import { useState } from 'react'
import { languages } from '../../../../web/languages.ts'

/** What the wizard has collected so far. */
export interface SetUpDraft {
  city: string
  office: string
  country: string
  region: string
  languages: string[]
  language: string
  timeZone: string
  weekStarts: 'monday' | 'saturday' | 'sunday'
  name: string
  email: string
  passphrase: string
  again: string
}

export type Change = (change: Partial<SetUpDraft>) => void

const TOKEN = 'throughcare.set-up'
const DRAFT = 'throughcare.set-up.draft'

/**
 * The token of the link. It stands behind `#`, so that it reaches neither a server log nor a
 * referrer; this tab remembers it, so that going back or loading again loses nothing.
 */
export function useSetUpToken(): string {
  const [token] = useState(() => {
    const given = window.location.hash.slice(1)
    if (given) sessionStorage.setItem(TOKEN, given)
    return given || (sessionStorage.getItem(TOKEN) ?? '')
  })
  return token
}

/** Kept in this tab until the city is made; the passphrase is kept nowhere. */
export function useSetUpDraft(language: string): [SetUpDraft, Change] {
  const [draft, setDraft] = useState<SetUpDraft>(() => ({ ...proposal(language), ...kept() }))
  const change: Change = (part) => {
    const next = { ...draft, ...part }
    const { passphrase: _, again: __, ...open } = next
    sessionStorage.setItem(DRAFT, JSON.stringify(open))
    setDraft(next)
  }
  return [draft, change]
}

/** The city is made: this tab forgets the way there. */
export function forgetSetUp(): void {
  sessionStorage.removeItem(TOKEN)
  sessionStorage.removeItem(DRAFT)
}

function kept(): Partial<SetUpDraft> {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}') as Partial<SetUpDraft>
  } catch {
    return {}
  }
}

/** What the browser knows: its time zone, and from that most often the country. */
function proposal(language: string): SetUpDraft {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const country = countryOfZone[timeZone] ?? new Intl.Locale(navigator.language).region ?? 'BE'
  return {
    city: '',
    office: '',
    country: countries.includes(country) ? country : 'BE',
    region: '',
    languages: [language],
    language,
    timeZone: timeZone === 'UTC' ? 'Europe/Brussels' : timeZone,
    weekStarts: 'monday',
    name: '',
    email: '',
    passphrase: '',
    again: '',
  }
}

/** Languages that a city can offer: those in which the screens can be read. */
export const offered = languages.filter(({ pseudo }) => !pseudo)

const nearest = ['BE', 'DE', 'ES', 'FR', 'IT', 'NL', 'SE']
const others =
  'AD AL AT BA BG CH CY CZ DK EE FI GB GR HR HU IE IS LI LT LU LV MC MD ME MK MT NO PL PT RO RS SI SK UA'

/** The seven for which the product knows most, then the other countries of Europe. */
export const countries: readonly string[] = [...nearest, ...others.split(' ')]

const countryOfZone: Record<string, string> = {
  'Europe/Brussels': 'BE',
  'Europe/Berlin': 'DE',
  'Europe/Madrid': 'ES',
  'Europe/Paris': 'FR',
  'Europe/Rome': 'IT',
  'Europe/Amsterdam': 'NL',
  'Europe/Stockholm': 'SE',
}

/** The zone of a country that has a single one worth proposing. */
export const zoneOf = (country: string): string | undefined =>
  Object.entries(countryOfZone).find(([, code]) => code === country)?.[0]
