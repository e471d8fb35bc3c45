import type { PaperFacts } from '../paper-contract.ts'
import { retentionTable, shareTable, signatures } from './agreement-paper.ts'
import { type Block, heading, list, paragraph, table } from './blocks.ts'
import type { Wording } from './paper-words.ts'

/** What could happen to people, and what stands against it (GD-20, LED-36). */
export const dangers = [
  'wrong-person',
  'wrong-reader',
  'other-purpose',
  'outdated',
  'special',
  'shut-out',
  'uninformed',
  'too-long',
  'stolen',
  'lost',
] as const

/**
 * The draft of the impact assessment, with each part that the law asks for: description, necessity and
 * proportion, risks to people, measures, views of those concerned (GD-20; LED-36 for law enforcement).
 */
export function impactBlocks(facts: PaperFacts, words: Wording): Block[] {
  const { say } = words
  const clause = (name: string, values?: Record<string, string>) =>
    paragraph(say(`drafts.paper.impact.${name}`, values))
  const title = (name: string) => heading(say(`drafts.paper.impact.${name}`))
  return [
    title('why-title'),
    clause('why', { authority: facts.authority, country: words.country }),
    clause('officer', { officer: words.or(facts.privacy, 'officer') }),
    title('description-title'),
    clause('description'),
    clause('purposes', { title: words.or(facts.title, 'title') }),
    clause(facts.includesRemand ? 'persons-remand' : 'persons'),
    clause('recipients'),
    shareTable(facts, words),
    clause('flow'),
    clause('kept'),
    retentionTable(facts, words),
    title('need-title'),
    clause('need'),
    clause('basis', { basis: words.or(facts.basis, 'basis') }),
    list(['need-1', 'need-2', 'need-3', 'need-4'].map((n) => say(`drafts.paper.impact.${n}`))),
    clause('alternatives', { gap: words.gap('alternatives') }),
    title('dangers-title'),
    clause('dangers'),
    dangerTable(words),
    title('measures-title'),
    clause('measures'),
    measureTable(words),
    title('views-title'),
    clause('views', { gap: words.gap('views') }),
    clause('advice', { gap: words.gap('advice') }),
    title('enforcement-title'),
    clause('enforcement'),
    enforcementTable(facts, words),
    title('decision-title'),
    clause('decision', { gap: words.gap('decision') }),
    clause('consult'),
    clause('again', { day: words.gap('review') }),
    ...signatures(facts, words, 'impact.signatures-title'),
  ]
}

function dangerTable({ say, gap }: Wording): Block {
  return table(
    ['danger', 'hits', 'likely', 'severe'].map((name) => say(`drafts.paper.columns.${name}`)),
    dangers.map((danger) => [
      say(`drafts.paper.dangers.${danger}`),
      say(`drafts.paper.hits.${danger}`),
      gap('likely'),
      gap('severe'),
    ]),
  )
}

function measureTable({ say, gap }: Wording): Block {
  return table(
    ['danger', 'measure', 'still'].map((name) => say(`drafts.paper.columns.${name}`)),
    dangers.map((danger) => [
      say(`drafts.paper.dangers.${danger}`),
      say(`drafts.paper.measures.${danger}`),
      gap('still'),
    ]),
  )
}

/** Parties that may act for law enforcement stand under other rules than the rest of the table. */
function enforcementTable({ parties }: PaperFacts, { say, gap }: Wording): Block {
  const kinds = ['custody', 'probation', 'police', 'justice']
  const rows = parties
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ name, kind }) => [name, say(`web.kinds.${kind}`), gap('regime')])
  return table(
    ['party', 'kind', 'regime'].map((name) => say(`drafts.paper.columns.${name}`)),
    rows.length > 0 ? rows : [[gap('party'), '–', gap('regime')]],
  )
}
