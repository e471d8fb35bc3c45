import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type BeginCodesAnswer, beginCodes, confirmCodes, removeCodes } from '../client.gen.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useFormProblems } from '../parts/form-errors.tsx'
import { Section } from '../parts/section.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { toast } from '../toast.tsx'
import { useFormat, useText } from '../words.ts'
import { type Ways, waysChanged } from './my-ways.ts'

/** Codes from a phone beside the passphrase: beginning, recovery codes, ending. */
export function MyCodes({ ways }: { ways: Ways }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const [begun, setBegun] = useState<BeginCodesAnswer | null>(null)
  const [recovery, setRecovery] = useState<string[]>([])
  const [ending, setEnding] = useState(false)
  const begin = useMutation({ mutationFn: () => beginCodes(), onSuccess: setBegun })
  const { codesSince, recoveryLeft } = ways
  const confirmed = async (codes: string[]) => {
    setBegun(null)
    setRecovery(codes)
    await waysChanged(client)
  }
  return (
    <Section
      title={text('signin.codes')}
      action={
        codesSince ? (
          <Button variant="default" onClick={() => setEnding(true)}>
            {text('signin.codes.remove')}
          </Button>
        ) : (
          ways.codesAllowed && (
            <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
              {text('signin.codes.add')}
            </Button>
          )
        )
      }
    >
      <p>
        {codesSince
          ? text('signin.codes.since', { moment: format.moment(codesSince), count: recoveryLeft })
          : text(ways.codesAllowed ? 'signin.codes.none' : 'signin.codes.not-here')}
      </p>
      {codesSince && !ways.codesAllowed && <p>{text('signin.codes.not-enough')}</p>}
      {begin.error && <Trouble error={begin.error} what={text('signin.codes.not-begun')} />}
      {recovery.length > 0 && <Recovery codes={recovery} onDone={() => setRecovery([])} />}
      {begun && <Confirm begun={begun} onConfirmed={confirmed} onClose={() => setBegun(null)} />}
      {ending && <Remove onClose={() => setEnding(false)} />}
    </Section>
  )
}

interface ConfirmProps {
  begun: BeginCodesAnswer
  onConfirmed: (codes: string[]) => void
  onClose: () => void
}

/** The picture for the phone, the same as letters, and the first code as proof that the phone has it. */
function Confirm({ begun, onConfirmed, onClose }: ConfirmProps) {
  const text = useText()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: (code: string) => confirmCodes({ body: { code } }),
    onSuccess: ({ codes }) => onConfirmed(codes),
  })
  const [missing, setMissing] = useState(false)
  const refused = useFormProblems(confirm.error, { code: 'first-code' })
  const errors = missing ? [{ field: 'first-code', message: text('signin.code.missing') }] : refused
  const submit = () => {
    const short = code.trim().length < 6
    setMissing(short)
    if (!short && !confirm.isPending) confirm.mutate(code)
  }
  return (
    <FormDialog
      title={text('signin.codes.add')}
      save={text('signin.codes.confirm')}
      busy={confirm.isPending}
      {...{ errors, onClose, onSubmit: submit }}
    >
      <p>{text('signin.codes.scan')}</p>
      <svg
        viewBox={`0 0 ${begun.size} ${begun.size}`}
        width={220}
        height={220}
        role="img"
        aria-label={text('signin.codes.picture')}
        shapeRendering="crispEdges"
      >
        {/* Cameras read dark on light, in the dark too. */}
        <rect width={begun.size} height={begun.size} fill="white" />
        <path d={begun.path} fill="black" />
      </svg>
      <p>
        {text('signin.codes.by-hand')}{' '}
        <code dir="ltr">{begun.secret.match(/.{4}/g)?.join(' ')}</code>
      </p>
      <TextInput
        id="first-code"
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
        maxLength={12}
        label={text('signin.codes.first')}
        value={code}
        error={errors.find(({ field }) => field === 'first-code')?.message}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Shown once. Printed and kept where nobody else looks, they open the account when the phone is lost. */
function Recovery({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = useText()
  return (
    <div role="status">
      <p>{text('signin.recovery.note')}</p>
      <ul className="tc-list">
        {codes.map((code) => (
          <li key={code}>
            <code dir="ltr">{code}</code>
          </li>
        ))}
      </ul>
      <Button.Group data-no-print>
        <Button variant="default" onClick={() => saveSheet(text('signin.recovery.file'), codes)}>
          {text('signin.recovery.save')}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {text('signin.recovery.print')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {text('signin.recovery.done')}
        </Button>
      </Button.Group>
    </div>
  )
}

/** A small text file to print; pages of the desk print only what is logged. */
function saveSheet(title: string, codes: string[]): void {
  const link = document.createElement('a')
  const sheet = new Blob([`${title}\n\n${codes.join('\n')}\n`], { type: 'text/plain' })
  link.href = URL.createObjectURL(sheet)
  link.download = 'throughcare-recovery.txt'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function Remove({ onClose }: { onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeCodes(),
    onSuccess: async () => {
      await waysChanged(client)
      void toast(text('signin.codes.is-removed'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={text('signin.codes.remove-ask')}
      confirm={text('signin.codes.remove')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p>{text('signin.codes.remove-note')}</p>
      {remove.error && <Trouble error={remove.error} />}
    </ConfirmDialog>
  )
}
