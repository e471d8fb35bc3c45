import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { DomainName } from '../../../../web/parts/domain.tsx'
import type { MoveConsequence, MovePreview } from '../../contract.ts'
import { lengthWords } from '../continuity-map/sentences.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import { ReleaseDayNote } from '../release-day/release-day-note.tsx'
import styles from './move-release.module.css'

/** Told with the day itself, together with a better one. */
const saidOfTheDay: readonly string[] = ['friday', 'weekend']

const breaking = ['breaks', 'falls_away', 'idle']

/** What would follow of a date: warnings about the day, then what it does to what was accepted. */
export function MoveConsequences({ preview }: { preview: MovePreview }) {
  const { continuity } = preview
  return (
    <div className={styles.consequences}>
      <Warnings preview={preview} />
      {continuity.releaseDay && preview.to.on && (
        <ReleaseDayNote caseRef={continuity.ref} on={preview.to.on} day={continuity.releaseDay} />
      )}
      <WhatFollows preview={preview} />
    </div>
  )
}

/** What breaks by agency, what holds, which milestones move, and who is told. */
export function WhatFollows({ preview }: { preview: MovePreview }) {
  const speech = useSpeech()
  const { text } = speech
  const breaks = preview.consequences.filter(({ effect }) => breaking.includes(effect))
  const holds = preview.consequences.filter(({ effect }) => !breaking.includes(effect))
  return (
    <>
      <h3 className={breaks.length > 0 ? styles.breaks : styles.holds}>
        {breaks.length > 0
          ? text('timeline.move.breaks', { count: breaks.length })
          : text('timeline.move.breaks-none')}
      </h3>
      {breaks.length > 0 && (
        <ul className={styles.list}>
          {breaks.map((consequence) => (
            <Break key={`${consequence.domain}-${consequence.leadId}`} consequence={consequence} />
          ))}
        </ul>
      )}
      {holds.length > 0 && (
        <>
          <h3 className={styles.holds}>
            <IconCheck size={16} stroke={1.75} aria-hidden />
            {text('timeline.move.holds', { count: holds.length })}
          </h3>
          <p className={styles.note}>{holdWords(speech, holds)}</p>
        </>
      )}
      <p className={styles.told}>
        {text('timeline.move.milestones', {
          moved: preview.milestones.moved,
          past: preview.milestones.intoPast,
        })}{' '}
        {text('timeline.move.told', {
          count: preview.told.length,
          list: speech.format.list(preview.told.map(({ name }) => name)),
        })}
      </p>
    </>
  )
}

/** How far the date moves, and what is special about the day. */
function Warnings({ preview }: { preview: MovePreview }) {
  const { text } = useSpeech()
  const { days } = preview
  const warnings = preview.warnings.filter((warning) => !saidOfTheDay.includes(warning))
  const distance =
    days === null
      ? text('timeline.move.unknown')
      : days === 0
        ? text('timeline.move.same')
        : text(days < 0 ? 'timeline.move.earlier' : 'timeline.move.later', {
            count: Math.abs(days),
          })
  return (
    <p className={styles.warning} data-due={warnings.length > 0 || undefined}>
      {warnings.length > 0 && <IconAlertTriangle size={16} stroke={1.75} aria-hidden />}
      <span>
        {[distance, ...warnings.map((warning) => text(`timeline.move.warning.${warning}`))].join(
          ' ',
        )}
      </span>
    </p>
  )
}

function Break({ consequence }: { consequence: MoveConsequence }) {
  const speech = useSpeech()
  return (
    <li>
      {consequence.agency ? (
        <AgencyBadge agency={consequence.agency} withName />
      ) : (
        <DomainName domain={consequence.domain} />
      )}
      <p className={styles.note}>{breakWords(speech, consequence)}</p>
    </li>
  )
}

/** Why something does not fit any more, and the gap that this leaves: "Gap grows from 9 to 29 nights." */
export function breakWords(speech: Speech, consequence: MoveConsequence): string {
  const { text, format } = speech
  const { effect, from, until, uncoveredBefore, uncoveredAfter } = consequence
  const domain = text(`domains.${consequence.domain}`)
  const fit =
    effect === 'falls_away'
      ? text('timeline.move.falls-away', { domain })
      : effect === 'idle'
        ? from
          ? text('timeline.move.idle', { domain, from: format.dayMonth(from) })
          : text('timeline.move.idle-plain', { domain })
        : from
          ? text('timeline.move.stays-from', { domain, from: format.dayMonth(from) })
          : until
            ? text('timeline.move.stays-until', { domain, until: format.dayMonth(until) })
            : text('timeline.move.stays', { domain })
  if (uncoveredAfter <= uncoveredBefore) return fit
  const after = lengthWords(speech, consequence.domain, uncoveredAfter)
  // The lead is never empty: where nobody accepted, the desk that the arrangement names leads.
  if (consequence.domain === 'lead') return `${fit} ${text('timeline.move.fallback', { after })}`
  const gap =
    uncoveredBefore > 0
      ? text('timeline.move.grows', { before: format.number(uncoveredBefore), after })
      : text('timeline.move.opens', { after })
  return `${fit} ${gap}`
}

function holdWords(speech: Speech, holds: MoveConsequence[]): string {
  const { text, format } = speech
  const named = (effect: MoveConsequence['effect']) =>
    holds
      .filter((consequence) => consequence.effect === effect)
      .map(({ domain, agency }) =>
        agency
          ? text('timeline.move.list-item', {
              domain: text(`domains.${domain}`),
              agency: agency.name,
            })
          : text(`domains.${domain}`),
      )
  const moves = named('moves')
  const inTime = named('holds')
  const restored = named('restored')
  return [
    ...(moves.length > 0 ? [text('timeline.move.moves-note', { count: moves.length })] : []),
    ...(inTime.length > 0 ? [text('timeline.move.holds-note', { list: format.list(inTime) })] : []),
    ...(restored.length > 0
      ? [text('timeline.move.restored-note', { list: format.list(restored) })]
      : []),
  ].join(' ')
}
