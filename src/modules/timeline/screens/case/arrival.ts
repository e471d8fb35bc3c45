import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Continuity, Gap, Lane, LaneLead } from '../../contract.ts'
import { gapsToClose, isAsked, isUnseen } from '../continuity-map/periods.ts'

interface Arrival {
  continuity: Continuity
  mayOffer: boolean
  onOffer: (domain: Lane, gap: Gap | null) => void
  onLead: (domain: Lane, lead: LaneLead) => void
}

/**
 * Who comes from a word in a list that names what is missing gets what fills it in: the offer that
 * waits for an answer, or the gap to be offered. Once: the address then forgets it.
 */
export function useArrival({ continuity, mayOffer, onOffer, onLead }: Arrival): void {
  const { lane: wanted } = useSearch({ strict: false })
  const navigate = useNavigate()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival counts
  useEffect(() => {
    if (!wanted) return
    void navigate({ to: '.', search: (old) => ({ ...old, lane: undefined }), replace: true })
    const lane = continuity.lanes.find(({ domain, view }) => domain === wanted && view === 'full')
    if (!lane) return
    const asked = lane.leads.find((lead) => isAsked(lead) || isUnseen(lead))
    const [gap] = gapsToClose(lane, continuity.today)
    if (asked) onLead(lane.domain, asked)
    else if (mayOffer && (gap || lane.domain === 'lead')) onOffer(lane.domain, gap ?? null)
  }, [wanted])
}
