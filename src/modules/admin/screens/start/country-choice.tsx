import { NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import { useWords } from '../../../../web/words.ts'

/** What countries are called in the reader's language. */
export function useCountryName(): (code: string) => string {
  const { language } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames([language.format], { type: 'region' })
    return (code) => names.of(code) ?? code
  }, [language.format])
}

interface CountryChoiceProps {
  label: string
  value: string
  countries: readonly string[]
  /** A choice that stands before all countries. */
  first?: { value: string; label: string }
  onChange: (country: string) => void
}

/** Another country than the own one, to compare or because the partner sits across the border. */
export function CountryChoice({ label, value, countries, first, onChange }: CountryChoiceProps) {
  const nameOf = useCountryName()
  const options = countries.map((code) => ({ value: code, label: nameOf(code) }))
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      data={first ? [first, ...options] : options}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
