import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { api } from '../../../../web/api.ts'
import { BasicIcon } from '../../../../web/parts/basic-words.tsx'
import { PhoneNumber } from '../../../../web/parts/phone-number.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import { basics } from '../../contract.ts'
import type { BasicContact, Duty, SetContact } from '../../duty-contract.ts'
import styles from '../basics.module.css'
import { useDutyChange } from '../duty.tsx'

interface ContactsProps {
  contacts: readonly BasicContact[]
  mayEdit: boolean
}

/** Whom we ask first for each of the five basics; it stands on every sheet of paper too. */
export function ContactsTable({ contacts, mayEdit }: ContactsProps) {
  const text = useText()
  const agencies = useQuery({ ...agenciesQuery, enabled: mayEdit })
  const set = useDutyChange((contact: SetContact) => api.post<Duty>('/duty/contacts', contact))
  return (
    <Section title={text('basics.contacts.title')} note={text('basics.contacts.note')}>
      <DataTable
        caption={text('basics.contacts.title')}
        head={['basic', 'agency', 'phone'].map((column) => (
          <th key={column} scope="col">
            {text(`basics.contacts.columns.${column}`)}
          </th>
        ))}
      >
        {basics.map((basic) => {
          const contact = contacts.find((one) => one.basic === basic)
          return (
            <tr key={basic}>
              <th scope="row">
                <span className={styles.buttons}>
                  <BasicIcon basic={basic} /> {text(`basics.name.${basic}`)}
                </span>
              </th>
              <td data-label={text('basics.contacts.columns.agency')}>
                {mayEdit ? (
                  <NativeSelect
                    aria-label={text('basics.contacts.choose', {
                      name: text(`basics.name.${basic}`),
                    })}
                    value={String(contact?.agency.id ?? '')}
                    data={[
                      { value: '', label: text('basics.contacts.nobody') },
                      ...(agencies.data ?? []).map(({ id, name }) => ({
                        value: String(id),
                        label: name,
                      })),
                    ]}
                    onChange={(event) => {
                      const chosen = event.currentTarget.value
                      set.mutate({ basic, agencyId: chosen ? Number(chosen) : null })
                    }}
                  />
                ) : (
                  (contact?.agency.name ?? text('basics.contacts.nobody'))
                )}
              </td>
              <td data-label={text('basics.contacts.columns.phone')}>
                {contact?.phone && <PhoneNumber number={contact.phone} />}
              </td>
            </tr>
          )
        })}
      </DataTable>
      {set.error && <Trouble error={set.error} what={text('basics.contacts.failed')} />}
    </Section>
  )
}
