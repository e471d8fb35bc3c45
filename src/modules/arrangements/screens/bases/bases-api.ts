import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { readLegalBases } from '../../../../web/client.gen.ts'
import { type Make, useMadeOnce } from '../../../../web/idempotency.ts'
import { toast } from '../../../../web/toast.tsx'

/** The whole register. */
export const basesQuery = queryOptions({
  queryKey: ['legal-bases'],
  queryFn: ({ signal }) => readLegalBases({ signal }),
})

/** An act on the register; afterwards it is read again. */
export function useBasisAct<T>(act: Make<T>, done: string, after?: () => void) {
  const once = useMadeOnce()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => once(act),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['legal-bases'] })
      await client.invalidateQueries({ queryKey: ['agreements'] })
      void toast(done)
      after?.()
    },
  })
}
