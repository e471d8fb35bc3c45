import type { AgencyKind } from '../../admin/contract.ts'
import { lawsFor } from '../../admin/service/laws-of-country.ts'
import type { PaperFacts, PaperParty } from '../paper-contract.ts'
import { type Block, table } from './blocks.ts'
import type { Wording } from './paper-words.ts'

/** Which rules on data protection bind a kind of agency; only the first is competent for the execution of sentences. */
const rulesOf: Readonly<Record<AgencyKind, 'competent' | 'public' | 'health' | 'association'>> = {
  custody: 'competent',
  probation: 'competent',
  police: 'competent',
  justice: 'competent',
  city: 'public',
  work: 'public',
  health: 'health',
  association: 'association',
}

/** On which law each party stands: the rules for its kind, what the register says of it, and what is still open. */
export function basisTable(facts: PaperFacts, words: Wording): Block {
  const { say, gap } = words
  const rows = facts.parties.map((party) => [
    party.name,
    say(`drafts.paper.rules.${rulesOf[party.kind]}`),
    ownLaw(party, facts, words),
  ])
  return table(
    ['party', 'rules', 'basis'].map((name) => say(`drafts.paper.columns.${name}`)),
    rows.length > 0 ? rows : [[gap('party'), '–', gap('own-basis')]],
  )
}

/** As entered; else a gap, with the laws that the table of the country names for such an agency. */
function ownLaw({ bases, kind }: PaperParty, { country }: PaperFacts, words: Wording): string {
  const { say, gap, names, language } = words
  if (bases.length > 0)
    return bases.map((one) => `${one.citation} (${say(`bases.kind.${one.kind}`)})`).join('; ')
  const laws = lawsFor(kind, country, language)
  return laws.length > 0
    ? say('drafts.paper.laws', { gap: gap('own-basis'), laws: names(laws) })
    : gap('own-basis')
}

/** Articles of the GDPR and of directive (EU) 2016/680; null: that law does not name it, or we do not. */
const rights = [
  { right: 'know', general: '13, 14', enforcement: '13' },
  { right: 'copy', general: '15', enforcement: '14, 15' },
  { right: 'correct', general: null, enforcement: '16(1)' },
  { right: 'erase', general: '17, 18', enforcement: '16(2)-(3)' },
  { right: 'told-on', general: '19', enforcement: '16(5)-(6)' },
  { right: 'object', general: '21', enforcement: 'none' },
  { right: 'human', general: '22', enforcement: '11' },
  { right: 'authority', general: null, enforcement: '17' },
] as const

/** What a person may ask for, under each of the two laws. */
export function rightsTable({ say, gap }: Wording): Block {
  const article = (numbers: string | null) => {
    if (numbers === null) return gap('article')
    return numbers === 'none'
      ? say('drafts.paper.not-named')
      : say('drafts.paper.article', { numbers })
  }
  return table(
    ['right', 'general', 'enforcement'].map((name) => say(`drafts.paper.columns.${name}`)),
    rights.map(({ right, general, enforcement }) => [
      say(`drafts.paper.rights.${right}`),
      article(general),
      article(enforcement),
    ]),
  )
}
