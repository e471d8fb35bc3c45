import { Button, Menu, NativeSelect, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { ApiProblem, api } from '../../../../web/api.ts'
import {
  BasicIcon,
  BasicState,
  isSettled,
  lastSaid,
  SaidHow,
} from '../../../../web/parts/basic-words.tsx'
import { OwnWords } from '../../../../web/parts/own-words.tsx'
import { PhoneNumber } from '../../../../web/parts/phone-number.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useProblemText, useText } from '../../../../web/words.ts'
import type { BasicLine, FirstDay, SayBasic } from '../../contract.ts'
import styles from '../basics.module.css'
import { useRefreshFirstDay } from '../basics-queries.ts'

interface BasicRowProps {
  line: BasicLine
  caseRef: string
  mayRecord: boolean
}

/** One basic: where it stands, what was said, and the next thing to say in one press. */
export function BasicRow({ line, caseRef, mayRecord }: BasicRowProps) {
  const text = useText()
  const name = text(`basics.name.${line.basic}`)
  const says = mayRecord && line.view === 'full'
  const settled = isSettled(line)
  return (
    <li className={styles.basic} aria-label={name}>
      <BasicIcon basic={line.basic} />
      <div>
        <div className={styles.basicHead}>
          <h3 className={styles.basicName}>{name}</h3>
          <span className={styles.basicState}>
            <BasicState line={line} />
            {says && settled && <SayAgain line={line} caseRef={caseRef} name={name} />}
          </span>
        </div>
        <ul className={styles.history}>
          {line.said.map((said) => (
            <li key={said.id}>
              {text(`basics.did.${said.state}`)} <SaidHow said={said} />{' '}
              {said.outdated && text('basics.did.before')}
              {said.words && <OwnWords>{said.words}</OwnWords>}
            </li>
          ))}
        </ul>
        {says && !settled && <Say line={line} caseRef={caseRef} name={name} />}
      </div>
    </li>
  )
}

type Body = Omit<SayBasic, 'nights'>

function useSay(caseRef: string) {
  const refresh = useRefreshFirstDay()
  return useMutation({
    mutationFn: (body: Body) =>
      api.post<FirstDay>(`/cases/${encodeURIComponent(caseRef)}/basics`, body),
    onSuccess: () => refresh(caseRef),
  })
}

/** A settled basic is said anew from the menu beside its state. */
function SayAgain({ line, caseRef, name }: { line: BasicLine; caseRef: string; name: string }) {
  const text = useText()
  const say = useSay(caseRef)
  const agencyId = lastSaid(line)?.agency.id ?? line.contact?.agency.id
  if (!agencyId) return null
  return (
    <>
      <More
        name={name}
        settled
        send={(state, source) => say.mutate({ basic: line.basic, state, source, agencyId })}
      />
      {say.error && <Trouble error={say.error} what={text('basics.say.failed')} />}
    </>
  )
}

function Say({ line, caseRef, name }: { line: BasicLine; caseRef: string; name: string }) {
  const text = useText()
  const problemText = useProblemText()
  const id = useId()
  const agencies = useQuery(agenciesQuery)
  const asked = line.said.findLast((one) => one.state === 'asked' && !one.outdated)
  const first = asked?.agency ?? line.contact?.agency
  const [chosen, setChosen] = useState<number | null>(null)
  const [saidBy, setSaidBy] = useState('')
  const [missing, setMissing] = useState<string | null>(null)
  const say = useSay(caseRef)
  const agencyId = chosen ?? first?.id ?? 0
  const last = lastSaid(line)?.state
  const send = (state: Body['state'], source: Body['source'], more: Partial<Body> = {}) => {
    if (agencyId === 0) return setMissing(text('basics.say.agency-missing'))
    setMissing(null)
    // What is typed meanwhile stays: only the confirmation itself empties its field.
    say.mutate(
      { basic: line.basic, state, source, agencyId, ...more },
      { onSuccess: () => state === 'confirmed' && setSaidBy('') },
    )
  }
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    if (saidBy.trim().length < 2) return setMissing(text('problems.basic_said_by_missing'))
    send('confirmed', 'phone', { saidBy: saidBy.trim() })
  }
  const field = say.error instanceof ApiProblem ? say.error.field : undefined
  const refused = say.error instanceof ApiProblem ? problemText(say.error) : null
  const known = agencies.data?.find((one) => one.id === agencyId)?.phone ?? null
  const phone = line.contact?.agency.id === agencyId ? line.contact.phone : known
  return (
    <>
      <form className={styles.say} onSubmit={confirm} noValidate>
        <div className={styles.ask}>
          <NativeSelect
            id={`${id}agency`}
            inputWrapperOrder={['label', 'input', 'error']}
            label={text('basics.say.agency')}
            value={String(agencyId)}
            error={field === 'agencyId' ? refused : undefined}
            data={[
              ...(agencyId === 0 ? [{ value: '0', label: text('basics.say.choose') }] : []),
              ...(agencies.data ?? (first ? [first] : [])).map((one) => ({
                value: String(one.id),
                label: one.name,
              })),
            ]}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
          {phone && <PhoneNumber number={phone} />}
        </div>
        {last !== 'asked' && (
          <Button
            variant="default"
            loading={say.isPending}
            aria-label={text('basics.say.ask-label', { name })}
            onClick={() => send('asked', 'phone')}
          >
            {text('basics.say.ask')}
          </Button>
        )}
        <TextInput
          id={`${id}by`}
          inputWrapperOrder={['label', 'input', 'error']}
          label={text('basics.say.by')}
          value={saidBy}
          maxLength={120}
          error={missing ?? (field === 'saidBy' ? refused : undefined)}
          onChange={(event) => setSaidBy(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant={last === 'asked' ? 'filled' : 'default'}
          loading={say.isPending}
          aria-label={text('basics.say.confirm-label', { name })}
        >
          {text('basics.say.confirm')}
        </Button>
        <More name={name} send={send} />
      </form>
      {say.error && !field && <Trouble error={say.error} what={text('basics.say.failed')} />}
    </>
  )
}

interface MoreProps {
  name: string
  send: (state: Body['state'], source: Body['source']) => void
  settled?: boolean
}

/** Rarer answers: not needed, not wanted by the person, open again. */
function More({ name, send, settled = false }: MoreProps) {
  const text = useText()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="subtle" px={8} aria-label={text('basics.say.more', { name })}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => send('not_needed', 'screen')}>
          {text('basics.say.not-needed')}
        </Menu.Item>
        <Menu.Item onClick={() => send('not_wanted', 'screen')}>
          {text('basics.say.not-wanted')}
        </Menu.Item>
        {settled && (
          <Menu.Item onClick={() => send('open', 'screen')}>{text('basics.say.open')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
