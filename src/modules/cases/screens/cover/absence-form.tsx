import {
  Button,
  Checkbox,
  Fieldset,
  Input,
  Modal,
  NativeSelect,
  Radio,
  TextInput,
} from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { enterAbsence } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useSession } from '../../../../web/session.ts'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './cover.module.css'
import { type Colleague, colleaguesQuery, useRefreshCover } from './cover-queries.ts'

const fields = { memberId: 'absence-member', from: 'absence-from', until: 'absence-until' }

/** From when to when somebody is away and who covers. No reason is asked: it is nobody's business. */
export function AbsenceForm({ onClose }: { onClose: () => void }) {
  const text = useText()
  const draft = useDraft()
  const refresh = useRefreshCover()
  const save = useMutation({
    mutationFn: () => enterAbsence({ body: draft.body }),
    onSuccess: async () => {
      await refresh()
      void toast(text('people.absence.saved'))
      onClose()
    },
  })
  const refused = useFormProblems(save.error, { ...fields, cover: 'absence-cover' })
  const problems = save.error ? refused : []
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={text('people.absence.enter')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={problems} title={text('people.absence.not-saved')} />
        <Who draft={draft} />
        <div className={styles.pair}>
          <TextInput
            id={fields.from}
            type="date"
            label={text('people.absence.from')}
            description={text('people.absence.from-note')}
            min={todayHere()}
            value={draft.from}
            error={errorOf(fields.from)}
            disabled={draft.kind === 'blocked'}
            onChange={(event) => draft.setFrom(event.currentTarget.value)}
          />
          <TextInput
            id={fields.until}
            type="date"
            label={text('people.absence.until')}
            description={text('people.absence.until-note')}
            min={draft.from}
            value={draft.until}
            error={errorOf(fields.until)}
            onChange={(event) => draft.setUntil(event.currentTarget.value)}
          />
        </div>
        <CoverChoice draft={draft} error={errorOf('absence-cover')} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('people.absence.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

type Draft = ReturnType<typeof useDraft>

function useDraft() {
  const session = useSession()
  const own = session?.agency.id
  const [agency, setAgency] = useState(own)
  const [member, setMember] = useState(session?.member.id)
  const [kind, setKind] = useState<'away' | 'blocked'>('away')
  const [from, setFrom] = useState(todayHere())
  const [until, setUntil] = useState('')
  const [cover, setCover] = useState<number[]>([])
  const colleagues = useQuery(colleaguesQuery(agency)).data?.colleagues ?? []
  const today = from === '' || from === todayHere() || kind === 'blocked'
  return {
    ...{ agency, member, kind, from, until, cover, colleagues },
    ...{ setKind, setFrom, setUntil, setCover },
    chooseAgency: (id: number) => {
      setAgency(id)
      setMember(id === own ? session?.member.id : undefined)
      setCover([])
    },
    chooseMember: (id: number) => {
      setMember(id)
      setCover([])
    },
    body: {
      kind,
      cover,
      ...(member !== undefined && { memberId: member }),
      ...(!today && { from }),
      ...(until && { until }),
    },
  }
}

/** Oneself, or, for those who may, a colleague; an administrator also blocks an account. */
function Who({ draft }: { draft: Draft }) {
  const text = useText()
  const session = useSession()
  const administrator = session?.functions.includes('administrator') ?? false
  const agencies = useQuery({ ...agenciesQuery, enabled: administrator }).data ?? []
  if (!administrator && !session?.functions.includes('coordinator')) return null
  const people = draft.colleagues.filter(({ member }) => member !== null)
  return (
    <>
      {administrator && (
        <NativeSelect
          label={text('people.absence.agency')}
          value={String(draft.agency ?? '')}
          data={agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(event) => draft.chooseAgency(Number(event.currentTarget.value))}
        />
      )}
      <NativeSelect
        id={fields.memberId}
        label={text('people.absence.who')}
        value={String(draft.member ?? '')}
        data={[
          ...(draft.member === undefined
            ? [{ value: '', label: text('people.absence.choose'), disabled: true }]
            : []),
          ...people.map(({ member, name }) => ({
            value: String(member),
            label: member === session?.member.id ? text('people.absence.me', { name }) : name,
          })),
        ]}
        onChange={(event) => draft.chooseMember(Number(event.currentTarget.value))}
      />
      {administrator && draft.member !== session?.member.id && (
        <Radio.Group
          label={text('people.absence.kind')}
          value={draft.kind}
          onChange={(kind) => draft.setKind(kind === 'blocked' ? 'blocked' : 'away')}
        >
          <Radio mt={8} value="away" label={text('people.absence.kind-away')} />
          <Radio
            mt={8}
            value="blocked"
            label={text('people.absence.kind-blocked')}
            description={text('people.absence.kind-blocked-note')}
          />
        </Radio.Group>
      )}
    </>
  )
}

function CoverChoice({ draft, error }: { draft: Draft; error: string | undefined }) {
  const text = useText()
  const others = draft.colleagues.filter(({ member }) => member !== draft.member)
  const describe = ({ kind, works, away }: Colleague) =>
    kind === 'desk'
      ? text('people.absence.desk')
      : !works
        ? text('people.absence.no-cases')
        : away
          ? text('people.absence.is-away')
          : undefined
  const toggle = (principal: number, on: boolean) =>
    draft.setCover(
      on ? [...draft.cover, principal] : draft.cover.filter((one) => one !== principal),
    )
  return (
    <Fieldset
      id="absence-cover"
      tabIndex={-1}
      variant="unstyled"
      legend={text('people.absence.cover')}
    >
      <p className="tc-note tc-dense">{text('people.absence.cover-note')}</p>
      {error && <Input.Error>{error}</Input.Error>}
      <div className={styles.choices}>
        {others.map((one) => (
          <Checkbox
            key={one.principal}
            label={one.name}
            description={describe(one)}
            disabled={!one.works || one.away}
            checked={draft.cover.includes(one.principal)}
            onChange={(event) => toggle(one.principal, event.currentTarget.checked)}
          />
        ))}
      </div>
    </Fieldset>
  )
}
