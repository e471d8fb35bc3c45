import type { Danger, ImpactVersion, Level } from '../impact-contract.ts'
import { type Block, heading, paragraph, type Say, table, type WrittenPaper } from './blocks.ts'

/** What the file says besides the version. */
export interface About {
  language: string
  authority: string
  say: Say
}

/**
 * One version of the register as a paper: its text, what the officer and the supervisory authority said, who approved
 * it, and the kinds of data that it covers.
 */
export function impactVersionPaper(version: ImpactVersion, about: About): WrittenPaper {
  const { say, language, authority } = about
  const { content, edition, state } = version
  const title = (name: string) => heading(say(`impact.parts.${name}`))
  const words = (text: string) =>
    (text || say('impact.empty')).split('\n').map((line) => paragraph(line))
  return {
    language,
    title: content.title || say('impact.untitled'),
    mark: say('impact.paper.mark', { authority, edition, state: say(`impact.state.${state}`) }),
    blocks: [
      title('description'),
      ...words(content.description),
      title('necessity'),
      ...words(content.necessity),
      title('dangers'),
      dangerTable(content.dangers, say),
      ...remains(version, say),
      title('measures'),
      ...words(content.measures),
      title('views'),
      ...(content.sought ? [paragraph(say(`impact.sought.${content.sought}`))] : []),
      ...words(content.views),
      title('advice'),
      ...advice(version, about),
      title('consultation'),
      ...consultation(version, about),
      title('approval'),
      ...approval(version, about),
    ],
  }
}

function dangerTable(dangers: readonly Danger[], say: Say): Block {
  const level = (value: Level | null) => (value ? say(`impact.level.${value}`) : '–')
  const both = (likely: Level | null, severe: Level | null) => `${level(likely)} / ${level(severe)}`
  return table(
    ['what', 'source', 'before', 'measures', 'after', 'responsible'].map((name) =>
      say(`impact.columns.${name}`),
    ),
    dangers.map((one) => [
      one.what,
      one.source,
      both(one.likelyBefore, one.severeBefore),
      one.measures,
      both(one.likelyAfter, one.severeAfter),
      one.responsible,
    ]),
  )
}

const remains = ({ remains: level }: ImpactVersion, say: Say): Block[] =>
  level ? [paragraph(say('impact.remains', { level: say(`impact.level.${level}`) }))] : []

function dayIn(language: string): (day: string) => string {
  // As on the screens: English here writes the day before the month.
  const locale = language === 'en' ? 'en-GB' : language
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => days.format(new Date(`${day}T00:00:00Z`))
}

function advice({ advice: given }: ImpactVersion, { say, language }: About): Block[] {
  if (!given) return [paragraph(say('impact.advice.none'))]
  const said = { name: given.by, day: dayIn(language)(given.on) }
  return [paragraph(given.words), paragraph(say('impact.advice.by', said))]
}

function consultation({ consultation: made }: ImpactVersion, { say, language }: About): Block[] {
  if (!made) return [paragraph(say('impact.consultation.none'))]
  const day = dayIn(language)
  const facts = { day: day(made.sentOn), reference: made.reference, due: day(made.dueOn) }
  return [
    paragraph(say('impact.consultation.sent', facts)),
    ...(made.answer && made.answeredOn
      ? [
          paragraph(say('impact.consultation.answered', { day: day(made.answeredOn) })),
          paragraph(made.answer),
        ]
      : [paragraph(say('impact.consultation.open'))]),
  ]
}

function approval(version: ImpactVersion, { say, language }: About): Block[] {
  const { approvedOn, approvedBy, covers, reviewOn } = version
  if (!approvedOn) return [paragraph(say('impact.paper.not-approved'))]
  const day = dayIn(language)
  return [
    paragraph(say('impact.approval.by', { name: approvedBy ?? '', day: day(approvedOn) })),
    ...(reviewOn ? [paragraph(say('impact.paper.review', { day: day(reviewOn) }))] : []),
    paragraph(say('impact.paper.covers', { names: covers.join(', ') })),
  ]
}
