import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { Consents, ConsentText } from '../../consent-contract.ts'

/** What the person said about voluntary help, as far as this reader may know it. */
export const consentsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['consents', ref],
    queryFn: ({ signal }) => api.get<Consents>(`/cases/${ref}/consents`, { signal }),
    meta: { live: ['case', 'lead'] },
  })

export interface TextWish {
  domain: string
  agencies: readonly number[]
  language: string
  back?: boolean
}

/** Where the text for a help and its agencies is read and printed. */
export const textSearch = ({ domain, agencies, language, back }: TextWish) =>
  new URLSearchParams({
    domain,
    agencies: agencies.join(','),
    language,
    ...(back && { back: 'true' }),
  }).toString()

/** The same in the address of the sheet, where `language` would be that of the screen. */
export const sheetSearch = (search: string) => search.replace('language=', 'text=')
export const fromSheet = (search: string) =>
  search.replace(/^\?/, '').replace('text=', 'language=').replaceAll('%22', '')

export const textQuery = (ref: string, search: string) =>
  queryOptions({
    queryKey: ['consent-text', ref, search],
    queryFn: ({ signal }) =>
      api.get<ConsentText>(`/cases/${ref}/consents/text?${search}`, { signal }),
    staleTime: 60_000,
  })

/** Reads the page and its case again after an act. */
export function useRefreshConsents(ref: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = [
      ['consents', ref],
      ['case', ref],
      ['continuity', ref],
    ]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
