import { readPhrases } from '../../../platform/http/phrases.ts'
import type { ConsentText, HelpDomain, TextLanguage } from '../consent-contract.ts'

const phrases = readPhrases('consent')
const domains = readPhrases('domains')

/** The standard text in force. Whoever changes its sentences gives it a new number: records name the one shown. */
const version = { given: 'help-1', back: 'back-1' }

const givenParts = ['what', 'who', 'free', 'nothing', 'back', 'know'] as const
const backParts = ['what', 'who', 'ends', 'nothing', 'again'] as const

/**
 * What the person reads, in plain words of their language: which help, which agencies, that it is free, that no is
 * told to nobody who enforces a measure, and how to take it back (GD-03).
 *
 * words: consent.given.
 * words: consent.back.
 */
export function consentText(
  language: TextLanguage,
  domain: HelpDomain,
  agencies: readonly string[],
  back = false,
): ConsentText {
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(agencies)
  const values = { help: domains(language, `domains.${domain}`), agencies: list }
  const kind = back ? 'back' : 'given'
  const parts: readonly string[] = back ? backParts : givenParts
  return {
    version: version[kind],
    language,
    title: phrases(language, `consent.${kind}.title`, values),
    paragraphs: parts.map((part) => phrases(language, `consent.${kind}.${part}`, values)),
    sign: {
      yes: phrases(language, 'consent.sign.yes'),
      no: phrases(language, 'consent.sign.no'),
      name: phrases(language, 'consent.sign.name'),
      day: phrases(language, 'consent.sign.day'),
      signature: phrases(language, 'consent.sign.signature'),
    },
  }
}
