import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { MovePreview, ReleaseDate } from '../../contract.ts'
import { isComplete, isUnchanged, type MoveDraft, moveBody } from './draft.ts'

/** Long enough to type a date, short enough to feel like an answer. */
const PAUSE_MS = 300

/** What would follow from the date in the fields; asked once the typing has paused, never saved. */
export function useMovePreview(ref: string, version: number, draft: MoveDraft, now: ReleaseDate) {
  const { source, ...body } = moveBody({ ...draft, source: '' })
  const [paused] = useDebouncedValue(JSON.stringify(body), PAUSE_MS)
  const asked = isComplete(draft) && !isUnchanged(draft, now)
  const preview = useQuery({
    queryKey: ['move-preview', ref, version, paused],
    queryFn: ({ signal }) =>
      api.post<MovePreview>(`/cases/${ref}/release-dates?preview=true`, JSON.parse(paused), {
        signal,
        ifMatch: version,
      }),
    enabled: asked && paused === JSON.stringify(body),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return { ...preview, data: asked ? preview.data : undefined }
}
