import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { leaveAgreement } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import type { AgreementParty } from '../../draft-contract.ts'
import type { EditionText } from '../../edition-contract.ts'
import { useAct } from './edition-api.ts'

interface Props {
  edition: EditionText
  party: AgreementParty
  onClose: () => void
}

/** An agency is no longer bound from a day on; today means at once. */
export function LeaveForm({ edition, party, onClose }: Props) {
  const text = useText()
  const [leftOn, setLeftOn] = useState(todayHere())
  const [whole, setWhole] = useState(true)
  const { name, id: agencyId } = party.agency
  const save = useAct(
    () => leaveAgreement({ path: { id: edition.agreement.id }, body: { agencyId, leftOn, whole } }),
    text('editions.leave-form.done', { name }),
    onClose,
  )
  const errors = useFormProblems(save.error, { leftOn: 'left-on' })
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <FormDialog
      title={text('editions.leave-of', { name })}
      save={text('editions.leave-form.save')}
      busy={save.isPending}
      errors={errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p>{text('editions.leave-form.note', { name })}</p>
      <TextInput
        id="left-on"
        type="date"
        label={text('editions.leave-form.on')}
        value={leftOn}
        error={errorOf('left-on')}
        onChange={(event) => setLeftOn(event.currentTarget.value)}
      />
      <Radio.Group
        label={text('editions.leave-form.what')}
        value={whole ? 'whole' : 'edition'}
        onChange={(value) => setWhole(value === 'whole')}
      >
        <Radio mt={6} value="whole" label={text('editions.leave-form.whole')} />
        <Radio mt={6} value="edition" label={text('editions.leave-form.edition')} />
      </Radio.Group>
    </FormDialog>
  )
}
