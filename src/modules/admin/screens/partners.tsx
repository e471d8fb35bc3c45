import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { clearTableSeat } from '../../../web/client.gen.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../web/parts/confirm-dialog.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { useFormat, useText } from '../../../web/words.ts'
import type { TablePlace, TableSeat } from '../set-up-contract.ts'
import { SeatForm } from './start/seat-form.tsx'
import styles from './start/start.module.css'
import { tableQuery, useRefreshStart } from './start/start-api.ts'

interface Editing {
  place: TablePlace
  seat?: TableSeat
}

/** Who sits at the table and who is missing: the map that a coordinator prints for the first meeting. */
export function Partners() {
  const text = useText()
  const table = useQuery(tableQuery)
  const functions = useSession()?.functions ?? []
  const steers = functions.includes('administrator') || functions.includes('coordinator')
  const [editing, setEditing] = useState<Editing | null>(null)
  const [clearing, setClearing] = useState<Editing | null>(null)
  return (
    <Page
      title={text('start.partners.title')}
      note={text('start.partners.note')}
      crumbs={[{ to: '/start', label: text('start.title') }]}
      actions={<PrintButton />}
    >
      {table.isPending && <Loading rows={10} />}
      {table.error && <Trouble error={table.error} onRetry={() => void table.refetch()} />}
      {table.data && (
        <Places
          places={table.data.places}
          onEdit={steers ? setEditing : undefined}
          onClear={steers ? setClearing : undefined}
        />
      )}
      {editing && <SeatForm {...editing} onClose={() => setEditing(null)} />}
      {clearing?.seat && (
        <ClearSeat place={clearing.place} seat={clearing.seat} onClose={() => setClearing(null)} />
      )}
    </Page>
  )
}

interface PlacesProps {
  places: readonly TablePlace[]
  onEdit?: (editing: Editing) => void
  onClear?: (editing: Editing) => void
}

function Places({ places, onEdit, onClear }: PlacesProps) {
  const text = useText()
  const format = useFormat()
  const empty = places.filter(({ seats }) => seats.every(({ agency }) => !agency))
  const names = empty.map(({ function: code }) => text(`start.functions.${code}`))
  const columns = ['place', 'who', 'contact', ...(onEdit ? ['acts'] : [])]
  return (
    <>
      <Sentence
        note={names.length > 0 && text('start.partners.missing', { names: format.list(names) })}
      >
        {text('start.partners.sentence', {
          filled: places.length - empty.length,
          count: places.length,
        })}
      </Sentence>
      <DataTable
        caption={text('start.partners.caption')}
        head={columns.map((column) => (
          <th key={column} scope="col" data-no-print={column === 'acts' || undefined}>
            {text(`start.partners.columns.${column}`)}
          </th>
        ))}
      >
        {places.map((place) => (
          <PlaceRow key={place.function} place={place} onEdit={onEdit} onClear={onClear} />
        ))}
      </DataTable>
    </>
  )
}

function PlaceRow({ place, onEdit, onClear }: Omit<PlacesProps, 'places'> & { place: TablePlace }) {
  const text = useText()
  const name = text(`start.functions.${place.function}`)
  return (
    <tr>
      <th scope="row">
        {name}
        <span className={styles.why}>{text(`start.why.${place.function}`)}</span>
      </th>
      <td data-label={text('start.partners.columns.who')}>
        {place.seats.length === 0 ? (
          <PlainState state="gap">{text('start.partners.empty')}</PlainState>
        ) : (
          <ul className={styles.seats}>
            {place.seats.map((seat) => (
              <li key={seat.id}>
                <Holder seat={seat} />
                {onEdit && onClear && (
                  <span className={styles.acts} data-no-print>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={text('start.partners.change-of', { name })}
                      onClick={() => onEdit({ place, seat })}
                    >
                      {text('start.partners.change')}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="gray"
                      aria-label={text('start.partners.clear-of', { name })}
                      onClick={() => onClear({ place, seat })}
                    >
                      {text('start.partners.clear')}
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className={styles.cell} data-label={text('start.partners.columns.contact')}>
        {place.seats.length > 0 && (
          <span className={styles.contacts}>
            {place.seats.map((seat) => (
              <span key={seat.id} className={styles.contact}>
                {contactOf(seat) || text('start.partners.no-contact')}
              </span>
            ))}
          </span>
        )}
      </td>
      {onEdit && (
        <td data-no-print>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text('start.partners.fill-of', { name })}
            onClick={() => onEdit({ place })}
          >
            {text(place.seats.length === 0 ? 'start.partners.fill' : 'start.partners.one-more')}
          </Button>
        </td>
      )}
    </tr>
  )
}

const contactOf = ({ contact, agency }: TableSeat) =>
  contact ?? [agency?.phone, agency?.email].filter(Boolean).join(', ')

function Holder({ seat }: { seat: TableSeat }) {
  const text = useText()
  const format = useFormat()
  if (seat.agency) {
    return (
      <Link to="/agencies/$id" params={{ id: String(seat.agency.id) }}>
        <AgencyBadge agency={seat.agency} withName />
      </Link>
    )
  }
  return (
    <PlainState state="due">
      {text('start.partners.asked', {
        name: seat.organisation ?? '',
        day: seat.askedOn ? format.date(seat.askedOn) : '',
      })}
    </PlainState>
  )
}

interface ClearSeatProps {
  place: TablePlace
  seat: TableSeat
  onClose: () => void
}

function ClearSeat({ place, seat, onClose }: ClearSeatProps) {
  const text = useText()
  const refresh = useRefreshStart()
  const clear = useMutation({
    mutationFn: () =>
      clearTableSeat(
        { path: { function: place.function, id: seat.id } },
        { ifMatch: seat.version },
      ),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
  })
  const name = seat.agency?.name ?? seat.organisation ?? ''
  return (
    <ConfirmDialog
      opened
      title={text('start.partners.clear-title')}
      confirm={text('start.partners.clear-now')}
      busy={clear.isPending}
      onConfirm={() => clear.mutate()}
      onCancel={onClose}
    >
      <p>{text('start.partners.clear-note', { name })}</p>
      {clear.error && <Trouble error={clear.error} />}
    </ConfirmDialog>
  )
}
