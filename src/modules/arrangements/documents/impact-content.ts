import type { Danger, ImpactContent } from '../impact-contract.ts'
import type { PaperFacts } from '../paper-contract.ts'
import { keptHowLong, keptWhat } from './agreement-paper.ts'
import { dangers } from './impact-paper.ts'
import type { Wording } from './paper-words.ts'

/**
 * A new impact assessment, filled from the same facts and in the same words as the paper for the lawyer. What only
 * people can judge stays empty: how likely and how severe, the views of persons concerned.
 */
export function impactContent(facts: PaperFacts, words: Wording): ImpactContent {
  const { say } = words
  const part = (name: string, values?: Record<string, string>) =>
    say(`drafts.paper.impact.${name}`, values)
  const known = (value: string | null, name: string, key: string) =>
    value ? [part(name, { [key]: value })] : []
  return {
    title: part('title', { title: facts.title ?? facts.authority }).slice(0, 200),
    description: paragraphs([
      part('description'),
      ...known(facts.title, 'purposes', 'title'),
      part(facts.includesRemand ? 'persons-remand' : 'persons'),
      ...recipients(facts, words),
      part('flow'),
      ...kept(facts, words),
    ]),
    necessity: paragraphs([
      part('need'),
      ...['need-1', 'need-2', 'need-3', 'need-4'].map((name) => `– ${part(name)}`),
      ...known(facts.basis, 'basis', 'basis'),
    ]),
    dangers: dangers.map((name) => danger(name, facts, words)),
    measures: say('drafts.paper.agreement.security'),
    sought: null,
    views: '',
    reviewOn: facts.reviewOn,
  }
}

const paragraphs = (lines: readonly string[]) => lines.join('\n').slice(0, 8000)

function recipients({ parties, categories }: PaperFacts, { say, names }: Wording): string[] {
  if (parties.length === 0) return []
  const kinds = categories.map((category) => say(`agreements.categories.${category}`))
  return [
    say('impact.paper.recipients', { names: names(parties.map(({ name }) => name)) }),
    ...(kinds.length > 0 ? [say('impact.paper.kinds', { names: names(kinds) })] : []),
  ]
}

function kept({ retention }: PaperFacts, words: Wording): string[] {
  if (retention.length === 0) return []
  const lines = retention.map((one) => `– ${keptWhat(one, words)}: ${keptHowLong(one, words)}`)
  return [words.say('drafts.paper.impact.kept'), ...lines]
}

/** words: impact.sources. */
function danger(name: (typeof dangers)[number], facts: PaperFacts, { say }: Wording): Danger {
  return {
    what: `${say(`drafts.paper.dangers.${name}`)}. ${say(`drafts.paper.hits.${name}`)}.`,
    source: say(`impact.sources.${name}`),
    likelyBefore: null,
    severeBefore: null,
    measures: say(`drafts.paper.measures.${name}`),
    likelyAfter: null,
    severeAfter: null,
    responsible: (facts.duties.security || facts.authority).slice(0, 160),
  }
}
