import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import type { ReleasedMade } from '../../contract.ts'

interface Call {
  path: string
  body: object
  version?: number
}

/** Sends "released today" once, however often it is pressed, and leads to the five basics. */
export function useRelease(onNotice?: (id: string) => void) {
  const once = useMadeOnce()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ path, body, version }: Call) =>
      once((options) =>
        api.post<ReleasedMade>(path, body, {
          ...options,
          ...(version !== undefined && { ifMatch: version }),
        }),
      ),
    onSuccess: async ({ id, ref }) => {
      for (const queryKey of [['released'], ['notices'], ['today'], ['releases'], ['cases']])
        void client.invalidateQueries({ queryKey })
      if (ref) await navigate({ to: '/cases/$ref/first-day', params: { ref } })
      else onNotice?.(id)
    },
  })
}
