import { IconBuildingCommunity, IconTransfer } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listAgencies } from '../client.gen.ts'
import { mayOpen, useSession } from '../session.ts'
import { todayQuery } from '../today-counts.ts'
import { useText } from '../words.ts'
import type { FoundHere } from './found.ts'
import { placesFor } from './places.ts'

const SHORTEST = 2
const most = 5

/** Partner agencies by a part of their name, for those whose functions open them. */
export function useAgencies(typed: string): FoundHere {
  const navigate = useNavigate()
  const text = useText()
  const session = useSession()
  const allowed = placesFor(session).some(({ to }) => to === '/agencies')
  const enabled = allowed && typed.length >= SHORTEST
  const { data } = useQuery({
    queryKey: ['agency-choices'],
    queryFn: async ({ signal }) => (await listAgencies({ signal })).agencies,
    enabled,
  })
  if (!enabled) return { found: [] }
  const found = (data ?? [])
    .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, most)
    .map(({ id, name }) => ({
      key: `agency-${id}`,
      label: name,
      beside: text('web.find.agency'),
      icon: IconBuildingCommunity,
      go: () => void navigate({ to: '/agencies/$id', params: { id: String(id) } }),
    }))
  return { found }
}

/** Offers that wait for an answer of mine, by case, part of life or who asks; from the day's reading. */
export function useOffers(typed: string): FoundHere {
  const text = useText()
  const navigate = useNavigate()
  const allowed = mayOpen(useSession(), 'today')
  const { data } = useQuery({ ...todayQuery, enabled: allowed })
  if (!allowed || typed.length < SHORTEST) return { found: [] }
  const wanted = typed.toLowerCase()
  const found = (data?.waiting ?? [])
    .map(({ id, ref, domain, askedBy }) => ({
      key: `offer-${id}`,
      label: text('web.find.offer', { ref, domain: text(`domains.${domain}`) }),
      beside: askedBy.name,
      icon: IconTransfer,
      go: () => void navigate({ to: '/handovers' }),
    }))
    .filter(({ label, beside }) => `${label} ${beside}`.toLowerCase().includes(wanted))
    .slice(0, most)
  return { found }
}
