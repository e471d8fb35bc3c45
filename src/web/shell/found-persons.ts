import { useDebouncedValue } from '@mantine/hooks'
import { IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { PersonSearch } from '../../modules/persons/contract.ts'
import { api, query } from '../api.ts'
import { usePersonLabel } from '../names.ts'
import { useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import type { Found, FoundHere } from './found.ts'

const SHORTEST_SEARCH = 2
const PAUSE_MS = 350
const CASE_REF = /^[A-Z]{1,4}-\d{1,9}$/i

/** A search for a person is logged with its words sealed, so it waits until the typing pauses. */
export function usePersons(typed: string): FoundHere {
  const text = useText()
  const format = useFormat()
  const label = usePersonLabel()
  const navigate = useNavigate()
  const allowed = useSession()?.may.includes('search') === true
  const [asked] = useDebouncedValue(typed, PAUSE_MS)
  // A case number names nobody, so nobody is searched for it.
  const enabled = allowed && asked.length >= SHORTEST_SEARCH && !CASE_REF.test(asked)
  const { data, error } = useQuery({
    queryKey: ['person-search', asked],
    queryFn: ({ signal }) =>
      api.get<PersonSearch>(`/persons/search${query({ q: asked })}`, { signal }),
    enabled,
    gcTime: 0,
  })
  if (!allowed) return { found: [] }
  if (!enabled) return { found: [], said: text('web.find.logged') }
  if (error) return { found: [], said: text('web.find.failed') }
  if (!data) return { found: [], said: text('web.find.searching') }
  const { name, phone } = data.askCoordination
  const ask = phone ? text('web.find.ask-phone', { name, phone }) : text('web.find.ask', { name })
  const found = data.persons.flatMap((hit): Found[] => {
    const ref = hit.refs[0]
    if (!ref) return []
    return [
      {
        key: hit.personId,
        label: `${format.list(hit.refs)} ${label(hit.person)}`,
        beside: hit.releaseOn
          ? text('web.find.released', { day: format.date(hit.releaseOn) })
          : undefined,
        icon: IconUser,
        person: true,
        go: () => void navigate({ to: '/cases/$ref', params: { ref }, search: {} }),
      },
    ]
  })
  const heard =
    found.length > 0 ? text('web.find.count', { count: found.length }) : text('web.find.nothing')
  const more = data.more ? `${text('web.find.more')} ` : ''
  return { found, said: `${heard} ${more}${ask}` }
}
