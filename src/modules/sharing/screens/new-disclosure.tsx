import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { askDisclosure } from '../../../web/client.gen.ts'
import { useText } from '../../../web/words.ts'
import { fewestLetters } from '../protect-contract.ts'
import type { ShareChoice } from '../share-contract.ts'
import { HandOnForm, HandOnPage } from './case/hand-on.tsx'
import { newTold, type ToldDraft } from './case/told-choice.tsx'

/** Asks the chair to let something reach somebody outside the table of agencies. */
export function NewDisclosure() {
  const text = useText()
  return (
    <HandOnPage
      title={text('sharing.out.new')}
      note={text('sharing.out.new-note')}
      form={(choice) => <Form choice={choice} />}
    />
  )
}

const fields = {
  to: 'out-to',
  why: 'out-why',
  conditions: 'out-conditions',
  expiresOn: 'out-until',
}

function Form({ choice }: { choice: ShareChoice }) {
  const text = useText()
  const [items, setItems] = useState<string[]>([])
  const [words, setWords] = useState({ to: '', why: '', conditions: '', expiresOn: choice.today })
  const [told, setTold] = useState<ToldDraft>(newTold('told'))
  const body = {
    items,
    to: words.to.trim(),
    why: words.why.trim(),
    ...(words.conditions.trim() && { conditions: words.conditions.trim() }),
    expiresOn: words.expiresOn,
    informed:
      told.state === 'told' ? { on: told.on, how: told.how } : { postponed: told.why.trim() },
  }
  return (
    <HandOnForm
      choice={choice}
      items={items}
      onItems={setItems}
      told={told}
      onTold={setTold}
      states={['told', 'postponed']}
      withReview={false}
      fields={fields}
      missing={() => [
        ...(words.to.trim()
          ? []
          : [{ field: fields.to, message: text('sharing.out.whom-missing') }]),
        ...(words.why.trim().length < fewestLetters
          ? [
              {
                field: fields.why,
                message: text('sharing.out.why-missing', { count: fewestLetters }),
              },
            ]
          : []),
      ]}
      send={(options) => askDisclosure({ path: { ref: choice.ref }, body }, options)}
      words={{
        save: text('sharing.out.send'),
        done: text('sharing.out.sent'),
        failed: text('sharing.out.not-sent'),
      }}
    >
      {(errorOf) => (
        <>
          <TextInput
            id={fields.to}
            label={text('sharing.out.whom')}
            description={text('sharing.out.whom-note')}
            value={words.to}
            error={errorOf(fields.to)}
            onChange={(event) => setWords({ ...words, to: event.currentTarget.value })}
          />
          {(['why', 'conditions'] as const).map((name) => (
            <Textarea
              key={name}
              id={fields[name]}
              label={text(`sharing.out.${name}`)}
              description={text(`sharing.out.${name}-note`)}
              autosize
              minRows={2}
              maxLength={2000}
              value={words[name]}
              error={errorOf(fields[name])}
              onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
            />
          ))}
          <TextInput
            id={fields.expiresOn}
            type="date"
            label={text('sharing.out.until')}
            description={text('sharing.out.until-note')}
            min={choice.today}
            value={words.expiresOn}
            error={errorOf(fields.expiresOn)}
            onChange={(event) => setWords({ ...words, expiresOn: event.currentTarget.value })}
          />
        </>
      )}
    </HandOnForm>
  )
}
