import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ApiProblem, api } from '../../../../web/api.ts'
import { useIdempotencyKey } from '../../../../web/idempotency.ts'
import type { ReleasedMade } from '../../contract.ts'

interface Call {
  path: string
  body: object
  version?: number
}

/** Sends "released today" once, however often it is pressed, and leads to the five basics. */
export function useRelease(onNotice?: (id: string) => void) {
  const key = useIdempotencyKey()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ path, body, version }: Call) =>
      api.post<ReleasedMade>(path, body, {
        idempotencyKey: key.current(),
        ...(version !== undefined && { ifMatch: version }),
      }),
    onSuccess: async ({ id, ref }) => {
      key.renew()
      for (const queryKey of [['released'], ['notices'], ['today'], ['releases'], ['cases']])
        void client.invalidateQueries({ queryKey })
      if (ref) await navigate({ to: '/cases/$ref/first-day', params: { ref } })
      else onNotice?.(id)
    },
    // What was refused may be corrected; an answer that got lost keeps its key.
    onError: (error) => error instanceof ApiProblem && key.renew(),
  })
}
