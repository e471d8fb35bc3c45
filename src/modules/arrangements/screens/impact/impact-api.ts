import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { readImpact, readImpactRegister } from '../../../../web/client.gen.ts'
import { type Make, useMadeOnce } from '../../../../web/idempotency.ts'
import { useSession } from '../../../../web/session.ts'
import { toast } from '../../../../web/toast.tsx'

/** Every version of every impact assessment. */
export const registerQuery = queryOptions({
  queryKey: ['impacts'],
  queryFn: ({ signal }) => readImpactRegister({ signal }),
})

/** One version, whole. */
export const impactQuery = (id: number) =>
  queryOptions({
    queryKey: ['impacts', id],
    queryFn: ({ signal }) => readImpact({ path: { id } }, { signal }),
  })

/** An act on the register; afterwards it is read again wherever it is shown. */
export function useImpactAct<T>(
  act: Make<T>,
  done: string,
  after?: (made: T) => Promise<void> | void,
) {
  const once = useMadeOnce()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => once(act),
    onSuccess: async (made) => {
      // The page that comes next shows nothing of before.
      client.removeQueries({ queryKey: ['impacts'], type: 'inactive' })
      await after?.(made)
      await Promise.all(
        [['impacts'], ['start']].map((queryKey) => client.invalidateQueries({ queryKey })),
      )
      void toast(done)
    },
  })
}

/** What the reader may do in the register; the database decides again. */
export function useMayDoImpact() {
  const held = useSession()?.functions ?? []
  const any = (...wanted: string[]) => wanted.some((one) => held.includes(one))
  return {
    writes: any('administrator', 'coordinator'),
    advises: any('data_protection_officer'),
    consults: any('administrator', 'coordinator', 'data_protection_officer'),
    approves: any('manager', 'signatory'),
    reads: any(
      ...['administrator', 'coordinator', 'data_protection_officer', 'lawfulness_adviser'],
      ...['auditor', 'signatory', 'manager', 'chair'],
    ),
  }
}
