import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  listQuestions,
  listReceived,
  listWaitingLooks,
  readDisclosureSheet,
  readPrivacy,
  readProtection,
  readShareChoice,
  readSharing,
  whoSeesCase,
} from '../../../web/client.gen.ts'
import type { ReceivedQuery } from '../share-contract.ts'

export const whoQuery = (ref: string) =>
  queryOptions({
    queryKey: ['who', ref],
    queryFn: ({ signal }) => whoSeesCase({ path: { ref } }, { signal }),
    meta: { live: ['case'] },
  })

export const protectionQuery = (ref: string) =>
  queryOptions({
    queryKey: ['protection', ref],
    queryFn: ({ signal }) => readProtection({ path: { ref } }, { signal }),
    meta: { live: ['case'] },
  })

export const waitingLooksQuery = queryOptions({
  queryKey: ['waiting-looks'],
  queryFn: ({ signal }) => listWaitingLooks({ signal }),
  meta: { live: ['override'] },
})

export const sharingQuery = (ref: string) =>
  queryOptions({
    queryKey: ['sharing', ref],
    queryFn: ({ signal }) => readSharing({ path: { ref } }, { signal }),
    meta: { live: ['case', 'share', 'disclosure'] },
  })

export const choiceQuery = (ref: string) =>
  queryOptions({
    queryKey: ['share-choice', ref],
    queryFn: ({ signal }) => readShareChoice({ path: { ref } }, { signal }),
  })

export const receivedQuery = (ref: string, query: ReceivedQuery | null) =>
  queryOptions({
    queryKey: ['received', ref, query],
    queryFn: ({ signal }) =>
      listReceived(
        { path: { ref }, query: query ?? { agency: 0, from: '', until: '' } },
        { signal },
      ),
    enabled: query !== null,
  })

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['disclosure-sheet', id],
    queryFn: ({ signal }) => readDisclosureSheet({ path: { id } }, { signal }),
  })

export const privacyQuery = queryOptions({
  queryKey: ['privacy'],
  queryFn: ({ signal }) => readPrivacy({ signal }),
  meta: { live: ['privacy'] },
})

export const questionsQuery = queryOptions({
  queryKey: ['questions'],
  queryFn: ({ signal }) => listQuestions({ signal }),
  meta: { live: ['question'] },
})

/** Reads again what a decision about shares has changed. */
export function useRefreshSharing(ref: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = [
      ['sharing', ref],
      ['share-choice', ref],
      ['received', ref],
      ['items', ref],
      ['disclosures', 'waiting'],
    ]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
