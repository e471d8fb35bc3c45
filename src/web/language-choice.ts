import { createContext, useContext } from 'react'
import { type Language, languages, negotiateLanguage } from './languages.ts'

const KEY = 'throughcare.language'

function chosenHere(): string | null {
  return localStorage.getItem(KEY)
}

/** The language to begin with: the address, what was chosen here, what the browser asks for. */
export function startLanguage(): string {
  const fromAddress = new URLSearchParams(window.location.search).get('language')
  if (fromAddress) localStorage.setItem(KEY, negotiateLanguage([fromAddress]).code)
  return negotiateLanguage([chosenHere(), ...navigator.languages]).code
}

/** The member's own setting, unless this device was told otherwise. */
export function memberLanguage(locale: string | null | undefined): string | undefined {
  if (chosenHere() || !locale) return undefined
  return negotiateLanguage([locale, ...navigator.languages]).code
}

export function rememberLanguage(code: string): void {
  localStorage.setItem(KEY, code)
}

/** Tells the browser which language and direction the page has now. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language.code
  document.documentElement.dir = language.dir
}

/**
 * The languages of the menu, those of the city first: pseudo languages only where one is in use or this
 * is no real city.
 */
export function offeredLanguages(
  current: Language,
  testing: boolean,
  ofCity: readonly string[] = [],
): readonly Language[] {
  const place = ({ code }: Language) => {
    const found = ofCity.indexOf(code)
    return found < 0 ? ofCity.length : found
  }
  return languages
    .filter((language) => !language.pseudo || testing || current.pseudo)
    .sort((a, b) => place(a) - place(b))
}

export const LanguageContext = createContext<(code: string) => void>(() => {})

/** Changes the language of all screens on this device. */
export function useSetLanguage(): (code: string) => void {
  return useContext(LanguageContext)
}
