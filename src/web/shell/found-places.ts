import { useDebouncedValue } from '@mantine/hooks'
import { IconFolder, IconMessageQuestion } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listCases } from '../client.gen.ts'
import { refOf } from '../search-params.ts'
import { mayOpen, useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import type { Found, FoundHere } from './found.ts'
import { placesFor } from './places.ts'

const WHOLE = /^[A-Z]{1,4}-\d{1,9}$/
const PAUSE_MS = 250
const mostCases = 6

/** Pages that the member's functions open, by a part of their name. */
export function usePages(typed: string): FoundHere {
  const text = useText()
  const navigate = useNavigate()
  const found = placesFor(useSession())
    .map(({ to, words, icon }) => ({
      key: `page${to.replaceAll('/', '-')}`,
      label: text(words),
      icon,
      go: () => void navigate({ to }),
    }))
    .filter(({ label, key }) => key !== askKey && label.toLowerCase().includes(typed.toLowerCase()))
  return { found }
}

const askKey = 'page-ask'

/** Whatever was typed and found or not: the coordination desk can be asked. It confirms nothing. */
export function useAsking(): FoundHere {
  const text = useText()
  const navigate = useNavigate()
  if (!mayOpen(useSession(), 'ask')) return { found: [] }
  const label = text('web.ask.desk')
  const go = () => void navigate({ to: '/ask' })
  return { found: [{ key: askKey, label, icon: IconMessageQuestion, go }] }
}

/** Cases by their number or its end; a whole number leads there at once, seen or not. */
export function useCases(typed: string): FoundHere {
  const text = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const allowed = mayOpen(useSession(), 'cases')
  const [asked] = useDebouncedValue(refOf(typed), PAUSE_MS)
  const { data } = useQuery({
    queryKey: ['cases', 'found', asked],
    queryFn: ({ signal }) => listCases({ query: { ref: asked, limit: mostCases } }, { signal }),
    enabled: allowed && asked !== undefined && refOf(typed) !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const wanted = refOf(typed)
  if (!wanted || !allowed) return { found: [] }
  const lead = (ref: string, beside?: string): Found => ({
    key: ref,
    label: ref,
    beside,
    icon: IconFolder,
    go: () => void navigate({ to: '/cases/$ref', params: { ref }, search: {} }),
  })
  const rows = (data?.cases ?? []).filter(({ ref }) => ref.includes(wanted))
  const found = rows.map(({ ref, release }) =>
    lead(ref, release.on ? text('web.find.released', { day: format.date(release.on) }) : undefined),
  )
  if (WHOLE.test(wanted) && !rows.some(({ ref }) => ref === wanted)) found.unshift(lead(wanted))
  return { found }
}
