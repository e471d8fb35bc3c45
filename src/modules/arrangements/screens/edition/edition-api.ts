import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { compareDraft, compareEditions, readEdition } from '../../../../web/client.gen.ts'
import { type Make, useMadeOnce } from '../../../../web/idempotency.ts'
import { useSession } from '../../../../web/session.ts'
import { toast } from '../../../../web/toast.tsx'

/** One edition, whole. */
export const editionQuery = (id: number) =>
  queryOptions({
    queryKey: ['agreements', 'edition', id],
    queryFn: ({ signal }) => readEdition({ path: { id } }, { signal }),
    meta: { live: ['agreement'] },
  })

export const comparisonQuery = (id: number, other: number) =>
  queryOptions({
    queryKey: ['agreements', 'comparison', id, other],
    queryFn: ({ signal }) => compareEditions({ path: { id }, query: { with: other } }, { signal }),
  })

export const draftComparisonQuery = (id: number) =>
  queryOptions({
    queryKey: ['agreements', 'draft-comparison', id],
    queryFn: ({ signal }) => compareDraft({ path: { id } }, { signal }),
  })

/** An act on an agreement: what it says afterwards is read again wherever it is shown. */
export function useAct<T>(act: Make<T>, done: string, after?: () => void) {
  const once = useMadeOnce()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => once(act),
    onSuccess: async () => {
      await Promise.all(
        [['agreements'], ['arrangements'], ['start']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
      void toast(done)
      after?.()
    },
  })
}

/** What the reader may do with agreements; the database decides again. */
export function useMayDo() {
  const session = useSession()
  const holds = (one: string) => session?.functions.includes(one) ?? false
  return {
    agencyId: session?.agency.id ?? 0,
    steers: holds('administrator') || holds('coordinator'),
    signs: holds('signatory'),
    advises: holds('data_protection_officer'),
    questions: holds('lawfulness_adviser'),
  }
}
