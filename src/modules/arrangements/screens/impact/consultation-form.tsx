import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { noteConsultation } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import type { Consultation, ImpactVersion } from '../../impact-contract.ts'
import { useImpactAct } from './impact-api.ts'

interface Props {
  version: ImpactVersion
  onClose: () => void
}

/** When it was received, under which law, and the answer once it came. */
export function ConsultationForm({ version, onClose }: Props) {
  const text = useText()
  const { id } = version
  const [said, setSaid] = useState<Consultation>(startOf(version))
  const change = (part: Partial<Consultation>) => setSaid({ ...said, ...part })
  const save = useImpactAct(
    () => noteConsultation({ path: { id }, body: said }, { ifMatch: version.version }),
    text('impact.consultation.kept'),
    onClose,
  )
  const errors = useFormProblems(save.error)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const day = (field: 'sentOn' | 'answeredOn') => (
    <TextInput
      id={field}
      type="date"
      label={text(`impact.consultation.${field}`)}
      value={said[field] ?? ''}
      error={errorOf(field)}
      onChange={(event) =>
        change({ [field]: event.currentTarget.value || (field === 'sentOn' ? '' : null) })
      }
    />
  )
  return (
    <FormDialog
      title={text('impact.consultation.note')}
      save={text('impact.consultation.keep')}
      busy={save.isPending}
      errors={errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {day('sentOn')}
      <TextInput
        id="reference"
        label={text('impact.consultation.reference')}
        value={said.reference}
        maxLength={160}
        error={errorOf('reference')}
        onChange={(event) => change({ reference: event.currentTarget.value })}
      />
      <Radio.Group
        id="under"
        label={text('impact.consultation.under')}
        value={said.under}
        onChange={(value) => change({ under: value as Consultation['under'] })}
      >
        {(['directive', 'regulation'] as const).map((value) => (
          <Radio key={value} mt={6} value={value} label={text(`impact.consultation.${value}`)} />
        ))}
      </Radio.Group>
      <Checkbox
        label={text('impact.consultation.longer')}
        checked={said.extended}
        onChange={(event) => change({ extended: event.currentTarget.checked })}
      />
      <Textarea
        id="answer"
        label={text('impact.consultation.answer')}
        value={said.answer ?? ''}
        maxLength={4000}
        autosize
        minRows={2}
        error={errorOf('answer')}
        onChange={(event) => change({ answer: event.currentTarget.value || null })}
      />
      {day('answeredOn')}
    </FormDialog>
  )
}

function startOf({ consultation }: ImpactVersion): Consultation {
  if (!consultation)
    return {
      ...{ sentOn: todayHere(), under: 'directive', reference: '', extended: false },
      ...{ answer: null, answeredOn: null },
    }
  const { dueOn: _counted, ...said } = consultation
  return said
}
