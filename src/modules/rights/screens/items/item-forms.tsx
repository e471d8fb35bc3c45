import { Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import {
  type CaseRights,
  type Contest,
  ContestOutcome,
  ContestWish,
  type RetentionRow,
  SaidWay,
} from '../../contract.ts'
import styles from '../rights.module.css'
import { useRefreshRights } from './rights-queries.ts'

const spoken = ['ar', 'de', 'en', 'es', 'fa', 'fr', 'it', 'nl', 'pl', 'ps', 'ro', 'ru', 'so', 'sq']
  .concat(['sr', 'ti', 'tr', 'uk'])
  .sort()

interface FormProps {
  title: string
  save: string
  path: string
  body: object
  fields: Readonly<Record<string, string>>
  onClose: () => void
  children: ReactNode
}

/** One dialog of this page: says what is wrong beside the field, keeps what was typed, reads again afterwards. */
function RightsForm({ title, save, path, body, fields, onClose, children }: FormProps) {
  const text = useText()
  const refresh = useRefreshRights()
  const once = useMadeOnce()
  const send = useMutation({
    mutationFn: () => once((options) => api.post(path, body, options)),
    onSuccess: async () => {
      await refresh()
      onClose()
      void toast(text('rights.items.saved'))
    },
  })
  return (
    <FormDialog
      size={600}
      title={title}
      save={save}
      busy={send.isPending}
      errors={useFormProblems(send.error, fields)}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  )
}

interface ContestFormProps {
  read: CaseRights
  item: CaseRights['items'][number]
  onClose: () => void
}

/** The person does not agree: their own words, in their own language, and what they ask for. */
export function ContestForm({ read, item, onClose }: ContestFormProps) {
  const text = useText()
  const format = useFormat()
  const [statement, setStatement] = useState('')
  const [language, setLanguage] = useState(read.language ?? document.documentElement.lang)
  const [wish, setWish] = useState<ContestWish>('correct')
  const [way, setWay] = useState<SaidWay>('talk')
  const [on, setOn] = useState(read.today)
  const codes = spoken.includes(language) ? spoken : [language, ...spoken]
  return (
    <RightsForm
      title={text('rights.contest.title')}
      save={text('rights.contest.save')}
      path={`/items/${item.id}/contests`}
      body={{ statement: statement.trim(), language, wish, way, on }}
      fields={{ statement: 'contest-statement', on: 'contest-on' }}
      onClose={onClose}
    >
      <p>{text('rights.contest.note', { agency: item.owner.name })}</p>
      <Textarea
        id="contest-statement"
        label={text('rights.contest.statement')}
        autosize
        minRows={3}
        maxLength={4000}
        data-autofocus
        value={statement}
        onChange={(event) => setStatement(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <Select
          label={text('rights.contest.language')}
          data={codes.map((code) => ({ value: code, label: format.language(code) }))}
          value={language}
          allowDeselect={false}
          searchable
          onChange={(code) => code && setLanguage(code)}
        />
        <TextInput
          id="contest-on"
          type="date"
          label={text('rights.consents.form.on')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      <Radio.Group
        label={text('rights.contest.wish')}
        value={wish}
        onChange={(one) => setWish(ContestWish.parse(one))}
      >
        {ContestWish.options.map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.contest.wish.${one}`)} />
        ))}
      </Radio.Group>
      <Radio.Group
        label={text('rights.consents.form.way')}
        value={way}
        onChange={(one) => setWay(SaidWay.parse(one))}
      >
        {SaidWay.options.map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.consents.form.way.${one}`)} />
        ))}
      </Radio.Group>
    </RightsForm>
  )
}

/** The agency of the item decides, with reasons; what follows from each answer is said beside it. */
export function DecideForm({ contest, onClose }: { contest: Contest; onClose: () => void }) {
  const text = useText()
  const [outcome, setOutcome] = useState<ContestOutcome>('corrected')
  const [reasons, setReasons] = useState('')
  return (
    <RightsForm
      title={text('rights.decide.title')}
      save={text('rights.decide.save')}
      path={`/contests/${contest.id}/decision`}
      body={{ outcome, reasons: reasons.trim() }}
      fields={{ reasons: 'decide-reasons' }}
      onClose={onClose}
    >
      <Radio.Group
        label={text('rights.decide.outcome')}
        value={outcome}
        onChange={(one) => setOutcome(ContestOutcome.parse(one))}
      >
        {ContestOutcome.options.map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.decide.outcome.${one}`)} />
        ))}
      </Radio.Group>
      <Textarea
        id="decide-reasons"
        label={text('rights.decide.reasons')}
        autosize
        minRows={3}
        maxLength={4000}
        value={reasons}
        onChange={(event) => setReasons(event.currentTarget.value)}
      />
    </RightsForm>
  )
}

/** The person is told before a restriction is lifted; without this nothing is lifted. */
export function TellForm({ read, item, onClose }: ContestFormProps) {
  const text = useText()
  const [on, setOn] = useState(read.today)
  const [how, setHow] = useState('talk')
  return (
    <RightsForm
      title={text('rights.tell.title')}
      save={text('rights.tell.save')}
      path={`/items/${item.id}/tellings`}
      body={{ on, how }}
      fields={{ on: 'tell-on' }}
      onClose={onClose}
    >
      <p>{text('rights.tell.note')}</p>
      <TextInput
        id="tell-on"
        type="date"
        label={text('rights.consents.form.on')}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <Radio.Group label={text('rights.tell.how')} value={how} onChange={setHow}>
        {['talk', 'letter', 'video'].map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.tell.how.${one}`)} />
        ))}
      </Radio.Group>
    </RightsForm>
  )
}

/** Asks to keep one item longer, with reasons; somebody else of the agency answers. */
export function LongerForm({ row, onClose }: { row: RetentionRow; onClose: () => void }) {
  const text = useText()
  const [until, setUntil] = useState(row.on)
  const [reasons, setReasons] = useState('')
  return (
    <RightsForm
      title={text('rights.longer.title')}
      save={text('rights.longer.save')}
      path={`/items/${row.item}/extensions`}
      body={{ until, reasons: reasons.trim() }}
      fields={{ until: 'longer-until', reasons: 'longer-reasons' }}
      onClose={onClose}
    >
      <p>{text('rights.longer.note')}</p>
      <TextInput
        id="longer-until"
        type="date"
        label={text('rights.longer.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Textarea
        id="longer-reasons"
        label={text('rights.decide.reasons')}
        autosize
        minRows={2}
        maxLength={4000}
        value={reasons}
        onChange={(event) => setReasons(event.currentTarget.value)}
      />
    </RightsForm>
  )
}
