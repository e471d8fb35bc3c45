import {
  IconBed,
  IconCalendarEvent,
  IconId,
  IconPill,
  IconWallet,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Basic, BasicLine, Said } from '../../modules/basics/contract.ts'
import { type Text, useFormat, useText } from '../words.ts'
import { PlainState } from './chip.tsx'

const icons: Record<Basic, TablerIcon> = {
  bed: IconBed,
  money: IconWallet,
  medication: IconPill,
  papers: IconId,
  appointment: IconCalendarEvent,
}

/** The picture of a basic; its word stands beside it. */
export function BasicIcon({ basic }: { basic: Basic }) {
  const Icon = icons[basic]
  return <Icon size={18} stroke={1.75} aria-hidden />
}

/** What was said last, and is meant for the day on which the person is out. */
export function lastSaid({ said }: BasicLine): Said | undefined {
  return said.findLast(({ outdated }) => !outdated)
}

/** Whether nobody has to do anything about it any more. */
export function isSettled(line: BasicLine): boolean {
  const last = lastSaid(line)?.state
  if (last === 'not_needed' || last === 'not_wanted' || last === 'confirmed') return true
  return line.arranged || (line.accepted !== null && last !== 'open')
}

/** Where a basic stands, in words; what a person does not want is never red. */
export function BasicState({ line }: { line: BasicLine }) {
  const text = useText()
  const last = lastSaid(line)
  if (line.view === 'none') return <span className="tc-note">{text('basics.state.unseen')}</span>
  if (line.view === 'summary')
    return line.arranged ? (
      <PlainState state="settled">{text('basics.state.arranged')}</PlainState>
    ) : (
      <span className="tc-note">{text('basics.state.unseen')}</span>
    )
  if (line.accepted && last?.state !== 'open' && last?.state !== 'not_wanted')
    return (
      <PlainState state="settled">
        {text('basics.state.accepted', { agency: line.accepted.agency.name })}
      </PlainState>
    )
  if (!last) return <PlainState state="due">{text('basics.state.none')}</PlainState>
  const look = { asked: 'offered', open: 'due', confirmed: 'settled' } as const
  const state = last.state in look ? look[last.state as keyof typeof look] : 'neutral'
  return <PlainState state={state}>{text(`basics.state.${last.state}`)}</PlainState>
}

/** "by phone, 14:09: Mrs Roos, Housing Office", with "by paper" wherever it came from paper. */
export function SaidHow({ said }: { said: Said }) {
  const text = useText()
  const format = useFormat()
  return <>{saidWords(text, said, format.moment(said.at))}</>
}

function saidWords(text: Text, said: Said, moment: string): string {
  const values = { moment, agency: said.agency.name, name: said.saidBy ?? '' }
  return said.saidBy
    ? text(`basics.how-by.${said.source}`, values)
    : text(`basics.how.${said.source}`, values)
}
