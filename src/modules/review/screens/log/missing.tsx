import { Empty } from '../../../../web/parts/empty.tsx'
import { Entries, Entry, EntryWords } from '../../../../web/parts/entries.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { SeenLog, SeenWitness } from '../../log-contract.ts'

type ReadLog = NonNullable<SeenLog['log']>

/** Why the signer does not sign, as the page of the machine says it. */
const reasons: Partial<Record<NonNullable<ReadLog['state']>, string>> = {
  clock_apart: 'log-clock',
  went_back: 'log-went-back',
  state_missing: 'log-broken',
  forked: 'log-broken',
  tiles_broken: 'log-broken',
  awaiting_witnesses: 'log-awaiting',
}
const longest = 2 * 3_600_000

/** What is missing before the log counts, each with whom to ask. */
export function Missing({ log }: { log: ReadLog }) {
  const text = useText()
  const format = useFormat()
  const found = [...ofTheSigner(log, text), ...ofTheWitnesses(log, text, format)]
  if (found.length === 0) return <Empty>{text('witnesses.missing.nothing')}</Empty>
  return (
    <Entries>
      {found.map((sentence) => (
        <Entry key={sentence}>
          <EntryWords>{sentence}</EntryWords>
        </Entry>
      ))}
    </Entries>
  )
}

function ofTheSigner({ state, checkpoint }: ReadLog, text: Text): string[] {
  const reason = state ? reasons[state] : undefined
  if (reason) return [`${text(`operations.says.${reason}`)} ${text(`operations.do.${reason}`)}`]
  const age = checkpoint ? Date.now() - Date.parse(checkpoint.signedAt) : 0
  return age > longest ? [text('witnesses.missing.late')] : []
}

function ofTheWitnesses(
  { witnesses, quorum, checkpoint }: ReadLog,
  text: Text,
  format: ReturnType<typeof useFormat>,
): string[] {
  const few = { needed: quorum, known: witnesses.length }
  const said = ({ name, answer, askedAt }: SeenWitness) =>
    text(`witnesses.missing.answer.${answer ?? 'none'}`, {
      name,
      when: askedAt ? format.moment(askedAt) : '',
    })
  return [
    ...(witnesses.length < quorum ? [text('witnesses.missing.few', few)] : []),
    ...(checkpoint ? witnesses.filter(({ signed }) => !signed).map(said) : []),
  ]
}
