import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { addTableSeat, changeTableSeat } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { TablePlace, TableSeat } from '../../set-up-contract.ts'
import formStyles from '../admin/admin.module.css'
import { useIsAdministrator } from '../admin/admin-queries.ts'
import { AgencyForm } from '../admin/agency-form.tsx'
import { useRefreshStart } from './start-api.ts'

interface SeatFormProps {
  place: TablePlace
  /** The entry that is changed; without it a new one is made. */
  seat?: TableSeat
  onClose: () => void
}

const fieldIds = {
  agencyId: 'seat-agency',
  organisation: 'seat-organisation',
  askedOn: 'seat-asked',
  contact: 'seat-contact',
}
type How = 'partner' | 'asked'

/** Fills a place with a partner agency, or writes down who was asked and when. */
export function SeatForm({ place, seat, onClose }: SeatFormProps) {
  const text = useText()
  const agencies = useQuery(agenciesQuery)
  const administrator = useIsAdministrator()
  const [adding, setAdding] = useState(false)
  const [how, setHow] = useState<How>(seat && !seat.agency ? 'asked' : 'partner')
  const [agencyId, setAgencyId] = useState<string | null>(
    seat?.agency ? String(seat.agency.id) : null,
  )
  const [organisation, setOrganisation] = useState(seat?.organisation ?? '')
  const [contact, setContact] = useState(seat?.contact ?? '')
  const [askedOn, setAskedOn] = useState(seat?.askedOn ?? todayHere())
  const body = {
    ...(how === 'partner'
      ? { agencyId: Number(agencyId) }
      : { organisation: organisation.trim(), askedOn }),
    ...(contact.trim() && { contact: contact.trim() }),
  }
  const save = useSave(place, seat, body, onClose)
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = () => {
    const found = missingIn({ how, agencyId, organisation, askedOn }, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  if (adding) {
    return (
      <AgencyForm
        kind={place.kind}
        onSaved={({ id }) => setAgencyId(String(id))}
        onClose={() => setAdding(false)}
      />
    )
  }
  return (
    <FormDialog
      title={text(`start.functions.${place.function}`)}
      save={text('start.seat.save')}
      busy={save.isPending}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <Segmented
        label={text('start.seat.how')}
        value={how}
        options={(['partner', 'asked'] as const).map((value) => ({
          value,
          label: text(`start.seat.${value}`),
        }))}
        onChange={setHow}
      />
      {how === 'partner' ? (
        <>
          <Select
            id="seat-agency"
            label={text('start.seat.agency')}
            searchable
            value={agencyId}
            error={errorOf('seat-agency')}
            data={(agencies.data ?? []).map(({ id, name }) => ({
              value: String(id),
              label: name,
            }))}
            onChange={setAgencyId}
          />
          {administrator && (
            <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
              {text('start.seat.new-agency')}
            </Button>
          )}
        </>
      ) : (
        <div className={formStyles.pair}>
          <TextInput
            id="seat-organisation"
            label={text('start.seat.organisation')}
            value={organisation}
            maxLength={120}
            error={errorOf('seat-organisation')}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
          <TextInput
            id="seat-asked"
            type="date"
            label={text('start.seat.asked-on')}
            value={askedOn}
            error={errorOf('seat-asked')}
            onChange={(event) => setAskedOn(event.currentTarget.value)}
          />
        </div>
      )}
      <TextInput
        id="seat-contact"
        label={text('start.seat.contact')}
        description={text('start.seat.contact-note')}
        value={contact}
        maxLength={200}
        error={errorOf('seat-contact')}
        onChange={(event) => setContact(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

interface SeatBody {
  agencyId?: number
  organisation?: string
  contact?: string
  askedOn?: string
}

function useSave(
  place: TablePlace,
  seat: TableSeat | undefined,
  body: SeatBody,
  close: () => void,
) {
  const text = useText()
  const refresh = useRefreshStart()
  return useMutation({
    mutationFn: () =>
      seat
        ? changeTableSeat(
            { path: { function: place.function, id: seat.id }, body },
            { ifMatch: seat.version },
          )
        : addTableSeat({ body: { ...body, function: place.function } }),
    onSuccess: async () => {
      await refresh()
      void toast(text('start.seat.saved', { place: text(`start.functions.${place.function}`) }))
      close()
    },
  })
}

interface Typed {
  how: How
  agencyId: string | null
  organisation: string
  askedOn: string
}

function missingIn({ how, agencyId, organisation, askedOn }: Typed, text: (id: string) => string) {
  const found: FormError[] = []
  if (how === 'partner' && !agencyId) {
    found.push({ field: 'seat-agency', message: text('start.seat.agency-missing') })
  }
  if (how === 'asked' && organisation.trim().length < 2) {
    found.push({ field: 'seat-organisation', message: text('start.seat.organisation-missing') })
  }
  if (how === 'asked' && !askedOn) {
    found.push({ field: 'seat-asked', message: text('start.seat.asked-missing') })
  }
  return found
}
