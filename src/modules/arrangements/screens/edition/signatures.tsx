import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { signEdition, stayInAgreement } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AgreementParty } from '../../draft-contract.ts'
import type { EditionText } from '../../edition-contract.ts'
import { SignatureForm } from '../agreement/signature-form.tsx'
import styles from './edition.module.css'
import { useAct, useMayDo } from './edition-api.ts'
import { LeaveForm } from './leave-form.tsx'
import { Scan } from './scan.tsx'

interface Props {
  edition: EditionText
}

/** Who is bound: signed here, on paper, not yet, or left from a day on. */
export function Signatures({ edition }: Props) {
  const text = useText()
  const { agreement } = edition
  const signed = agreement.parties.filter(({ signedOn }) => signedOn).length
  return (
    <Section
      title={text('editions.signatures.title')}
      note={text('agreements.signed-count', { signed, count: agreement.parties.length })}
    >
      <OwnSignature edition={edition} />
      <DataTable
        caption={text('agreements.parties-of', { title: agreement.title })}
        head={['party', 'signature'].map((column) => (
          <th key={column} scope="col">
            {text(`agreements.columns.${column}`)}
          </th>
        ))}
      >
        {agreement.parties.map((party) => (
          <tr key={party.agency.id}>
            <th scope="row">
              <AgencyBadge agency={party.agency} withName />
            </th>
            <td data-label={text('agreements.columns.signature')}>
              <span className={styles.acts}>
                <Standing party={party} />
                <PartyActs edition={edition} party={party} />
              </span>
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}

function Standing({ party }: { party: AgreementParty }) {
  const text = useText()
  const format = useFormat()
  const { signedOn, signedBy, how, leftOn } = party
  if (!signedOn) return <PlainState state="due">{text('agreements.not-signed')}</PlainState>
  return (
    <>
      <PlainState state={leftOn ? 'neutral' : 'settled'}>
        {text(how === 'here' ? 'editions.signed-here' : 'agreements.signed-by', {
          name: signedBy ?? '',
          day: format.date(signedOn),
        })}
      </PlainState>
      {leftOn && (
        <PlainState state="declined">
          {text('editions.left', { day: format.date(leftOn) })}
        </PlainState>
      )}
    </>
  )
}

function PartyActs({ edition, party }: Props & { party: AgreementParty }) {
  const text = useText()
  const { steers, signs, agencyId } = useMayDo()
  const [open, setOpen] = useState<'sign' | 'leave' | null>(null)
  const { id } = edition.agreement
  const { name } = party.agency
  const own = signs && agencyId === party.agency.id
  const stay = useAct(
    () => stayInAgreement({ path: { id, agencyId: party.agency.id } }),
    text('editions.stayed', { name }),
  )
  const notStayed = useFormProblems(stay.error)
  const today = todayHere()
  const later = party.leftOn !== null && party.leftOn > today
  const bound = party.signedOn !== null && (party.leftOn === null || later)
  const close = () => setOpen(null)
  return (
    <>
      {steers && !party.signedOn && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text('agreements.sign-for', { name })}
          onClick={() => setOpen('sign')}
        >
          {text('agreements.sign')}
        </Button>
      )}
      {party.how === 'paper' && <Scan edition={edition} party={party} />}
      {(steers || own) && bound && !later && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={text('editions.leave-of', { name })}
          onClick={() => setOpen('leave')}
        >
          {text('editions.leave')}
        </Button>
      )}
      {(steers || own) && later && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={stay.isPending}
          onClick={() => stay.mutate()}
        >
          {text('editions.stay')}
        </Button>
      )}
      <FormErrors errors={notStayed} />
      {open === 'sign' && (
        <SignatureForm agreement={edition.agreement} party={party} onClose={close} />
      )}
      {open === 'leave' && <LeaveForm edition={edition} party={party} onClose={close} />}
    </>
  )
}

/** Whoever may bind the agency signs here, having said that they read it and may. */
function OwnSignature({ edition }: Props) {
  const text = useText()
  const { signs, agencyId } = useMayDo()
  const [asking, setAsking] = useState(false)
  const [sure, setSure] = useState(false)
  const { agreement } = edition
  const mine = agreement.parties.find(({ agency }) => agency.id === agencyId)
  const sign = useAct(
    () => signEdition({ path: { id: agreement.id } }),
    text('editions.signed-now'),
    () => setAsking(false),
  )
  const [unsure, setUnsure] = useState(false)
  const refused = useFormProblems(sign.error)
  const errors = unsure
    ? [{ field: 'may-bind', message: text('editions.own.may-missing') }]
    : refused
  if (!signs || !mine || mine.signedOn || agreement.state === 'over') return null
  return (
    <div className={styles.form}>
      <p className={styles.said}>{text('editions.own.note', { name: mine.agency.name })}</p>
      <div>
        <Button onClick={() => setAsking(true)}>
          {text('editions.own.sign', { name: mine.agency.name })}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={text('editions.own.sign', { name: mine.agency.name })}
        confirm={text('editions.own.confirm')}
        busy={sign.isPending}
        onConfirm={() => (sure ? sign.mutate() : setUnsure(true))}
        onCancel={() => setAsking(false)}
      >
        <FormErrors errors={errors} />
        <p>{text('editions.own.effect')}</p>
        <Checkbox
          id="may-bind"
          label={text('editions.own.may')}
          checked={sure}
          onChange={(event) => {
            setSure(event.currentTarget.checked)
            setUnsure(false)
          }}
        />
      </ConfirmDialog>
    </div>
  )
}
