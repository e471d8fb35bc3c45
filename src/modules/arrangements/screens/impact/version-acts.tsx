import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { beginNextImpact, discardImpact } from '../../../../web/client.gen.ts'
import { download } from '../../../../web/download.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ImpactVersion } from '../../impact-contract.ts'
import { useImpactAct, useMayDoImpact } from './impact-api.ts'

interface Props {
  version: ImpactVersion
  /** Only where it may be written. */
  onWrite?: () => void
}

/** What can be done with a version: take it along, write in it, begin the next one, discard a draft. */
export function VersionActs({ version, onWrite }: Props) {
  const text = useText()
  const { writes } = useMayDoImpact()
  const { state, next } = version
  const approved = state === 'approved' || state === 'review'
  return (
    <>
      <Files id={version.id} />
      {writes && state === 'draft' && <Discard version={version} />}
      {onWrite && <Button onClick={onWrite}>{text('impact.edit')}</Button>}
      {writes && approved && next === null && <Next id={version.id} />}
    </>
  )
}

function Files({ id }: { id: number }) {
  const text = useText()
  const save = useMutation({
    mutationFn: (format: string) => download(`/impact-assessments/${id}/paper?format=${format}`),
    onSuccess: () => void toast(text('impact.file-done')),
  })
  return (
    <>
      {save.error && <Trouble error={save.error} what={text('impact.file-failed')} />}
      {(['docx', 'odt'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          loading={save.isPending && save.variables === format}
          onClick={() => save.mutate(format)}
        >
          {text(`impact.file.${format}`)}
        </Button>
      ))}
    </>
  )
}

function Next({ id }: { id: number }) {
  const text = useText()
  const navigate = useNavigate()
  const begin = useImpactAct(
    (options) => beginNextImpact({ path: { id } }, options),
    text('impact.begun'),
    (made) => navigate({ href: `/agreements/impact/${made.id}` }),
  )
  return (
    <>
      {begin.error && <Trouble error={begin.error} what={text('impact.not-begun')} />}
      <Button
        loading={begin.isPending}
        title={text('impact.next-note')}
        onClick={() => begin.mutate()}
      >
        {text('impact.next')}
      </Button>
    </>
  )
}

function Discard({ version }: { version: ImpactVersion }) {
  const text = useText()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const { id } = version
  const discard = useImpactAct(
    () => discardImpact({ path: { id } }, { ifMatch: version.version }),
    text('impact.discarded'),
    () => navigate({ href: '/agreements/impact', ignoreBlocker: true }),
  )
  const errors = useFormProblems(discard.error)
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
        {text('impact.discard')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={text('impact.discard-title')}
        confirm={text('impact.discard')}
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
        onCancel={() => setAsking(false)}
      >
        <FormErrors errors={errors} />
        <p>{text('impact.discard-note')}</p>
      </ConfirmDialog>
    </>
  )
}
