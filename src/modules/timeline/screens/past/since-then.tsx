import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat } from '../../../../web/words.ts'
import type { AsKnown } from '../../../past/contract.ts'
import { laneWords } from '../continuity-map/lane-words.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import { useReleaseWords } from './past-facts.tsx'

/** What is another today, in words: the release, each part of life, who sits at the table. */
export function SinceThen({ past }: { past: AsKnown }) {
  const speech = useSpeech()
  const format = useFormat()
  const { text } = speech
  const release = useReleaseWords()
  const [was, is] = [release(past.continuity.release), release(past.now.continuity.release)]
  const { came, left } = differentSeats(past)
  const lines = [
    ...(was === is ? [] : [text('past.now.release', { before: was, today: is })]),
    ...laneLines(speech, past),
    ...(came.length > 0 ? [text('past.now.came', { names: format.list(came) })] : []),
    ...(left.length > 0 ? [text('past.now.left', { names: format.list(left) })] : []),
  ]
  return (
    <Section title={text('past.now.title')}>
      {lines.length === 0 && <Empty>{text('past.now.same')}</Empty>}
      <ul className="tc-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  )
}

/** Parts of life whose leads or gaps differ; milestones have a table of their own. */
function laneLines(speech: Speech, { continuity, now, today }: AsKnown): string[] {
  const { text } = speech
  return now.continuity.lanes.flatMap((lane) => {
    const was = continuity.lanes.find(({ domain }) => domain === lane.domain)
    if (!was || pictureOf(was) === pictureOf(lane)) return []
    const domain = text(`domains.${lane.domain}`)
    const before = laneWords(speech, was, continuity.today).text
    const words = laneWords(speech, lane, today).text
    if (before === words) return [text('past.now.lane-other', { domain })]
    return [text('past.now.lane', { domain, before, today: words })]
  })
}

function pictureOf(lane: AsKnown['continuity']['lanes'][number]): string {
  const { required, arrangedUntil, leads, gaps } = lane
  const plain = leads.map(({ agency, from, until, state }) => [agency.id, from, until, state])
  return JSON.stringify([required, arrangedUntil, plain, gaps])
}

function differentSeats({ seats, now }: AsKnown) {
  const word = ({ name, agency }: AsKnown['seats'][number]) =>
    name === agency.name ? name : `${name} (${agency.name})`
  const [then, today] = [new Set(seats.map(word)), new Set(now.seats.map(word))]
  return {
    came: [...today].filter((name) => !then.has(name)),
    left: [...then].filter((name) => !today.has(name)),
  }
}
