import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText, type Words } from '../../../../web/words.ts'
import type { RetentionClass } from '../../draft-contract.ts'
import type { Comparison, Difference } from '../../edition-contract.ts'
import styles from './edition.module.css'

const groups: readonly (readonly Difference['kind'][])[] = [
  ['party'],
  ['cell', 'secrecy', 'basis'],
  ['duty'],
  ['retention'],
  ['fact'],
]

/** Each difference in a sentence, the gravest first: who joins or goes, who sees what. */
export function Differences({ comparison }: { comparison: Comparison }) {
  const text = useText()
  const format = useFormat()
  const { differences } = comparison
  if (differences.length === 0) return <Empty>{text('editions.comparison.none')}</Empty>
  return (
    <>
      {groups.map((kinds) => {
        const found = differences.filter(({ kind }) => kinds.includes(kind))
        if (found.length === 0) return null
        return (
          <Section
            key={kinds[0]}
            title={text(`editions.comparison.group.${kinds[0]}`)}
            note={text('editions.comparison.count', { count: found.length })}
          >
            <ul className={styles.differences}>
              {found.map((difference) => {
                const sentence = sentenceOf(difference, comparison, { text, format })
                return <li key={sentence}>{sentence}</li>
              })}
            </ul>
          </Section>
        )
      })}
    </>
  )
}

type Say = Pick<Words, 'text' | 'format'>

function sentenceOf(difference: Difference, { agencies }: Comparison, say: Say): string {
  const { text } = say
  const name = (id: number | null) => agencies.find((agency) => agency.id === id)?.name ?? ''
  switch (difference.kind) {
    case 'party':
      return text(difference.added ? 'editions.differs.joins' : 'editions.differs.goes', {
        name: name(difference.agencyId),
      })
    case 'cell':
    case 'secrecy':
    case 'basis':
      return cellSentence(difference, name(difference.agencyId), say)
    case 'duty': {
      const who = (id: number | null) =>
        id === null ? text('editions.not-said') : id === 0 ? text('editions.duties.each') : name(id)
      return text('editions.differs.duty', {
        duty: text(`drafts.paper.duties.${difference.duty}`),
        from: who(difference.from),
        to: who(difference.to),
      })
    }
    case 'retention':
      return text(retentionWords(difference), {
        category: text(`agreements.categories.${difference.category}`),
        purpose: difference.purpose,
        from: keptWords(difference.from, say),
        to: keptWords(difference.to, say),
      })
    case 'fact':
      return factSentence(difference, say)
  }
}

/** A class may be new, or said no longer; otherwise both are named. */
function retentionWords({ from, to }: Extract<Difference, { kind: 'retention' }>): string {
  if (from === null) return 'editions.differs.retention-new'
  return to === null ? 'editions.differs.retention-gone' : 'editions.differs.retention'
}

type OfCell = Extract<Difference, { kind: 'cell' | 'secrecy' | 'basis' }>

function cellSentence(difference: OfCell, name: string, { text }: Say): string {
  const where = {
    name,
    category: text(`agreements.categories.${difference.category}`),
    purpose: difference.purpose,
  }
  const nothing = text('editions.not-said')
  switch (difference.kind) {
    case 'cell':
      return text('editions.differs.cell', {
        ...where,
        from: text(`agreements.rights.${difference.from}`),
        to: text(`agreements.rights.${difference.to}`),
      })
    case 'secrecy':
      return difference.now
        ? text('editions.differs.secrecy', { ...where, ground: difference.ground ?? nothing })
        : text('editions.differs.secrecy-ends', where)
    case 'basis':
      return text('editions.differs.basis', {
        ...where,
        from: difference.from ?? nothing,
        to: difference.to ?? nothing,
      })
  }
}

function keptWords(kept: RetentionClass | null, { text }: Say): string {
  if (!kept) return text('editions.not-said')
  return [
    text(`editions.retention.from.${kept.from}`, { months: kept.months }),
    text(`editions.retention.outcome.${kept.outcome}`),
    kept.review === null ? '' : text('editions.retention.review', { months: kept.review }),
  ]
    .join(' ')
    .trim()
}

function factSentence(
  { fact, from, to }: Extract<Difference, { kind: 'fact' }>,
  { text, format }: Say,
): string {
  const isDay = /^(validFrom|validUntil|transitionUntil|reviewOn)$/.test(fact)
  const written = (value: string | null) => {
    if (value === null || value === '') return text('editions.not-said')
    if (isDay) return format.date(value)
    if (fact === 'reviewMonths') return text('editions.retention.review', { months: Number(value) })
    return fact === 'includesRemand' ? text(`editions.yes-no.${value}`) : value
  }
  return text('editions.differs.fact', {
    fact: text(`editions.facts.${fact}`),
    from: written(from),
    to: written(to),
  })
}
