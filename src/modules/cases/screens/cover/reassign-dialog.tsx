import { Button, Checkbox, Fieldset, Modal, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { reassignCases } from '../../../../web/client.gen.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import type { ReassignKind } from '../../reassign-contract.ts'
import styles from './cover.module.css'
import { type Colleague, colleaguesQuery, useRefreshCover } from './cover-queries.ts'
import { ReassignDone } from './reassign-done.tsx'
import { ReassignPreview } from './reassign-preview.tsx'

export const kinds: readonly ReassignKind[] = [
  ...(['lead', 'coordination', 'provider', 'member', 'guest'] as const),
  ...(['offers', 'milestones'] as const),
]

interface ReassignDialogProps {
  /** Whose roles are handed on; without it, to be chosen. */
  from?: { principal: number; name: string }
  onClose: () => void
}

/** Roles in many cases at once: choose, see what each case would see, do it, take it back. */
export function ReassignDialog({ from, onClose }: ReassignDialogProps) {
  const text = useText()
  const colleagues = useQuery(colleaguesQuery()).data?.colleagues ?? []
  const [giver, setGiver] = useState(from?.principal)
  const [receiver, setReceiver] = useState<number>()
  const [chosen, setChosen] = useState<ReassignKind[]>([...kinds])
  const refresh = useRefreshCover()
  const body = { from: giver ?? 0, to: receiver ?? 0, kinds: chosen }
  const preview = useMutation({
    mutationFn: () => reassignCases({ body: { ...body, preview: true } }),
  })
  const act = useMutation({
    mutationFn: (refs: string[]) => reassignCases({ body: { ...body, refs } }),
    onSuccess: refresh,
  })
  const names = {
    from: from?.name ?? nameOf(colleagues, giver),
    to: nameOf(colleagues, receiver),
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={780}
      title={
        from ? text('people.reassign.title-of', { name: from.name }) : text('people.reassign.title')
      }
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      {act.data ? (
        <ReassignDone done={act.data} names={names} onClose={onClose} />
      ) : preview.data ? (
        <ReassignPreview
          results={preview.data.results}
          names={names}
          busy={act.isPending}
          error={act.error}
          onBack={preview.reset}
          onAct={(refs) => act.mutate(refs)}
        />
      ) : (
        <Choose
          {...{ colleagues, giver, receiver, chosen, setGiver, setReceiver, setChosen }}
          fixed={from !== undefined}
          busy={preview.isPending}
          error={preview.error}
          onClose={onClose}
          onPreview={() => preview.mutate()}
        />
      )}
    </Modal>
  )
}

const nameOf = (colleagues: readonly Colleague[], principal: number | undefined) =>
  colleagues.find((one) => one.principal === principal)?.name ?? ''

interface ChooseProps {
  colleagues: readonly Colleague[]
  giver: number | undefined
  receiver: number | undefined
  chosen: ReassignKind[]
  setGiver: (principal: number) => void
  setReceiver: (principal: number) => void
  setChosen: (kinds: ReassignKind[]) => void
  fixed: boolean
  busy: boolean
  error: unknown
  onClose: () => void
  onPreview: () => void
}

/** What has to be chosen before a preview makes sense. */
function isMissing(part: 'from' | 'to' | 'kinds', { giver, receiver, chosen }: ChooseProps) {
  if (part === 'from') return giver === undefined
  return part === 'to' ? receiver === undefined : chosen.length === 0
}

function Choose(props: ChooseProps) {
  const text = useText()
  const { chosen, setChosen } = props
  const refused = useFormProblems(props.error, { from: 'reassign-from', to: 'reassign-to' })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : props.error ? refused : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const left = (['from', 'to', 'kinds'] as const).filter((part) => isMissing(part, props))
    setMissing(
      left.map((part) => ({
        field: `reassign-${part}`,
        message: text(`people.reassign.missing-${part}`),
      })),
    )
    if (left.length === 0) props.onPreview()
  }
  const errorOf = (part: string) =>
    problems.find(({ field }) => field === `reassign-${part}`)?.message
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={problems}
        title={missing.length > 0 ? undefined : text('people.reassign.not-shown')}
      />
      <div className={props.fixed ? undefined : styles.pair}>
        {!props.fixed && (
          <Person
            id="reassign-from"
            name="from"
            {...props}
            problem={errorOf('from')}
            onChoose={props.setGiver}
          />
        )}
        <Person
          id="reassign-to"
          name="to"
          {...props}
          problem={errorOf('to')}
          onChoose={props.setReceiver}
        />
      </div>
      <Fieldset variant="unstyled" legend={text('people.reassign.kinds')}>
        <div id="reassign-kinds" tabIndex={-1} className={styles.choices}>
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={text(`people.kind.${kind}`)}
              checked={chosen.includes(kind)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked
                    ? [...chosen, kind]
                    : chosen.filter((one) => one !== kind),
                )
              }
            />
          ))}
        </div>
      </Fieldset>
      <div className={styles.buttons}>
        <Button variant="default" onClick={props.onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={props.busy}>
          {text('people.reassign.preview')}
        </Button>
      </div>
    </form>
  )
}

interface PersonProps extends ChooseProps {
  id: string
  name: 'from' | 'to'
  problem: string | undefined
  onChoose: (principal: number) => void
}

function Person({ id, name, problem, colleagues, giver, receiver, onChoose }: PersonProps) {
  const text = useText()
  const value = name === 'from' ? giver : receiver
  const offered = colleagues.filter(({ principal }) => name === 'from' || principal !== giver)
  return (
    <NativeSelect
      id={id}
      label={text(`people.reassign.${name}`)}
      description={name === 'to' ? text('people.reassign.to-note') : undefined}
      value={value ?? ''}
      error={problem}
      data={[
        { value: '', label: text('people.absence.choose'), disabled: true },
        ...offered.map((one) => ({
          value: String(one.principal),
          label: one.works ? one.name : text('people.reassign.no-cases', { name: one.name }),
          disabled: name === 'to' && !one.works,
        })),
      ]}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    />
  )
}
