import { Checkbox, Fieldset, Input, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { decideShare } from '../../../web/client.gen.ts'
import { useText } from '../../../web/words.ts'
import type { ShareChoice } from '../share-contract.ts'
import { HandOnForm, HandOnPage } from './case/hand-on.tsx'
import { newTold, type ToldDraft } from './case/told-choice.tsx'
import styles from './sharing.module.css'

const conditions = ['view_only', 'spoken_only', 'ask_first'] as const

/** Lets others have items of my agency beyond the table: which, who, until when, and where needed why. */
export function NewShare() {
  const text = useText()
  return (
    <HandOnPage
      title={text('sharing.new.title')}
      note={text('sharing.new.note')}
      form={(choice) => <Form choice={choice} />}
    />
  )
}

const inDays = (today: string, days: number) =>
  new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Three months, or as long as the agreement of the own agency lasts, if that is shorter. */
function usualEnd({ today, clauses }: ShareChoice): string {
  const ends = clauses.flatMap(({ until }) => (until ? [until] : []))
  return [inDays(today, 90), ...ends].sort()[0] ?? today
}

function useDraft(choice: ShareChoice) {
  const [items, setItems] = useState<string[]>([])
  const [recipients, setRecipients] = useState<number[]>([])
  const [expiresOn, setExpiresOn] = useState(usualEnd(choice))
  const [set, setConditions] = useState<string[]>([])
  const [necessity, setNecessity] = useState('')
  const [releaseGround, setRelease] = useState('')
  const [told, setTold] = useState<ToldDraft>(newTold('told'))
  const chosen = choice.items.filter((item) => items.includes(item.id))
  const clauses = choice.clauses.filter(({ id }) => chosen.some((item) => item.clause === id))
  const cellsOf = (principal: number) =>
    clauses.map(
      ({ id }) => choice.table.find((one) => one.principal === principal)?.cells[id] ?? null,
    )
  const beyond =
    chosen.some(({ special }) => special) ||
    recipients.some((principal) => cellsOf(principal).includes('on_decision'))
  const secret = clauses.some(({ secrecy }) => secrecy)
  const informed =
    told.state === 'told'
      ? { informed: { on: told.on, how: told.how } }
      : told.state === 'postponed'
        ? { informed: { postponed: told.why.trim(), until: told.until } }
        : {}
  return {
    ...{ items, setItems, recipients, setRecipients, expiresOn, setExpiresOn, told, setTold },
    ...{ set, setConditions, necessity, setNecessity, releaseGround, setRelease },
    ...{ clauses, cellsOf, beyond, secret },
    body: {
      ...{ items, recipients, expiresOn, ...informed },
      conditions: conditions.filter((one) => set.includes(one)),
      ...(beyond && necessity.trim() && { necessity: necessity.trim() }),
      ...(secret && releaseGround.trim() && { releaseGround: releaseGround.trim() }),
    },
  }
}

type Draft = ReturnType<typeof useDraft>

const fields = {
  recipients: 'share-recipients',
  expiresOn: 'share-until',
  necessity: 'share-necessity',
  releaseGround: 'share-release',
}

function Form({ choice }: { choice: ShareChoice }) {
  const text = useText()
  const draft = useDraft(choice)
  return (
    <HandOnForm
      choice={choice}
      items={draft.items}
      onItems={draft.setItems}
      told={draft.told}
      onTold={draft.setTold}
      states={['told', 'postponed', 'not_yet']}
      withReview
      fields={fields}
      missing={() =>
        draft.recipients.length === 0
          ? [{ field: fields.recipients, message: text('sharing.new.recipients-missing') }]
          : []
      }
      send={(options) => decideShare({ path: { ref: choice.ref }, body: draft.body }, options)}
      words={{
        save: text('sharing.new.save', { count: draft.recipients.length }),
        done: text('sharing.new.done'),
        failed: text('sharing.new.not-shared'),
      }}
    >
      {(errorOf) => <Fields choice={choice} draft={draft} errorOf={errorOf} />}
    </HandOnForm>
  )
}

interface FieldsProps {
  choice: ShareChoice
  draft: Draft
  errorOf: (id: string) => string | undefined
}

/** For whom, until when, with which conditions; and in words what the agreement does not say already. */
function Fields({ choice, draft, errorOf }: FieldsProps) {
  const text = useText()
  return (
    <>
      <Recipients choice={choice} draft={draft} error={errorOf(fields.recipients)} />
      <TextInput
        id={fields.expiresOn}
        type="date"
        label={text('sharing.new.until')}
        description={text('sharing.new.until-note')}
        min={choice.today}
        value={draft.expiresOn}
        error={errorOf(fields.expiresOn)}
        onChange={(event) => draft.setExpiresOn(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={text('sharing.new.conditions')}
        value={draft.set}
        onChange={draft.setConditions}
      >
        {conditions.map((one) => (
          <Checkbox key={one} mt={8} value={one} label={text(`sharing.condition.${one}`)} />
        ))}
      </Checkbox.Group>
      {draft.beyond && (
        <Textarea
          id={fields.necessity}
          label={text('sharing.new.necessity')}
          description={text('sharing.new.necessity-note')}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.necessity}
          error={errorOf(fields.necessity)}
          onChange={(event) => draft.setNecessity(event.currentTarget.value)}
        />
      )}
      {draft.secret && (
        <Textarea
          id={fields.releaseGround}
          label={text('sharing.new.release')}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.releaseGround}
          error={errorOf(fields.releaseGround)}
          onChange={(event) => draft.setRelease(event.currentTarget.value)}
        />
      )}
    </>
  )
}

interface RecipientsProps {
  choice: ShareChoice
  draft: Draft
  error: string | undefined
}

/** Desks and members at the table, each with what the agreement gives them of what was chosen. */
function Recipients({ choice, draft, error }: RecipientsProps) {
  const text = useText()
  const describe = (principal: number) => {
    const cells = draft.cellsOf(principal)
    const closed = draft.clauses.filter((_, place) => cells[place] === null)
    if (closed.length > 0)
      return text('sharing.new.closed', { clause: closed.map(({ label }) => label).join(', ') })
    if (cells.includes('on_decision')) return text('sharing.new.by-decision')
    return cells.length > 0 ? text('sharing.new.open') : undefined
  }
  const toggle = (principal: number, on: boolean) =>
    draft.setRecipients(
      on ? [...draft.recipients, principal] : draft.recipients.filter((one) => one !== principal),
    )
  return (
    <Fieldset
      id={fields.recipients}
      className={styles.set}
      tabIndex={-1}
      variant="unstyled"
      legend={text('sharing.new.recipients')}
    >
      {error && <Input.Error>{error}</Input.Error>}
      <div className={styles.choices}>
        {choice.table.map(({ principal, name, agency }) => (
          <Checkbox
            key={principal}
            label={
              name.startsWith(agency.name)
                ? name
                : text('sharing.new.recipient', { name, agency: agency.name })
            }
            description={describe(principal)}
            checked={draft.recipients.includes(principal)}
            onChange={(event) => toggle(principal, event.currentTarget.checked)}
          />
        ))}
      </div>
    </Fieldset>
  )
}
