import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { toBase64 } from '../../../../web/base64.ts'
import type { ImportApplied, ImportList, ImportPreview } from '../../import-contract.ts'
import type { Mapping } from './mapping-choice.ts'
import type { Layout } from './source-layout.tsx'

/** Prisons whose lists may come, and who took in what. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => api.get<ImportList>('/imports', { signal }),
})

export interface ChosenFile {
  /** Stays on this device: the name of a file may name somebody. */
  name: string
  bytes: Uint8Array
}

/** A file of this device for a prison, or one that a prison left at its door. */
type Wish = ({ agencyId: number; file: ChosenFile; deliveredOn: string } | { drop: string }) & {
  mapping?: Mapping
  layout?: Layout
}

/** The steps of one import: look, look again with other columns, take in or leave. */
export function useImport() {
  const client = useQueryClient()
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [wish, setWish] = useState<Wish | null>(null)
  const staged = useRef<ImportPreview | null>(null)
  const leave = () => {
    const former = staged.current
    staged.current = null
    if (former?.id) void discard(former.id).catch(() => undefined)
  }
  const look = useMutation({
    mutationFn: async (next: Wish) => {
      setWish(next)
      const reading = {
        ...(next.mapping && { mapping: next.mapping }),
        ...(next.layout && { layout: next.layout }),
      }
      if ('drop' in next) return api.post<ImportPreview>(`/drops/${next.drop}/preview`, reading)
      const { agencyId, file, deliveredOn } = next
      const content = await toBase64(file.bytes)
      return api.post<ImportPreview>('/imports', { agencyId, content, deliveredOn, ...reading })
    },
    onSuccess: (next) => {
      leave()
      staged.current = next
      setPreview(next)
    },
  })
  const take = useMutation({
    mutationFn: ({ id, version }: ImportPreview) =>
      api.post<ImportApplied>(`/imports/${id}/apply`, undefined, { ifMatch: version ?? 1 }),
    onSuccess: async () => {
      staged.current = null
      await Promise.all(
        [['imports'], ['notices'], ['today'], ['deliveries']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
    },
  })
  return {
    preview,
    wish,
    look,
    take,
    remap: (mapping: Mapping) => wish && look.mutate({ ...wish, mapping, layout: undefined }),
    relayout: (layout: Layout) => wish && look.mutate({ ...wish, mapping: undefined, layout }),
    startOver: () => {
      leave()
      setPreview(null)
      setWish(null)
      look.reset()
      take.reset()
    },
  }
}

const discard = (id: string) => api.delete(`/imports/${id}`, { ifMatch: 1 })
