import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Item, ItemReader, ItemWords, PreviewReaders, SpecialProposal } from '../contract.ts'
import type { ItemsDue } from '../due-contract.ts'

/** The words of a version as the database keeps them. */
export type SealedWords = Omit<ItemWords, 'text' | 'functional'> & { text: string }

export interface ClauseRow {
  id: number
  label: string
  basis: string
  arrangement: string
}

export type ItemRow = Omit<Item, 'clause' | 'owner' | 'own' | 'words'> & {
  clause: number
  owner: number
  key: string | null
  audience: number[]
  words: SealedWords | null
}

interface Told {
  authority: number
  today: string
  ref: string
  agency: number
  relations: string[]
  clauses: ClauseRow[]
  agencies: AgencyBrief[]
}

export interface ItemsRead extends Told {
  open: boolean
  mayWrite: boolean
  items: ItemRow[]
  special: ItemRow[]
}

/** Everything known about a person, in one statement with its event. */
export const readItems = (reader: Reader, ref: string, paper: boolean) =>
  reader.readOnce<ItemsRead | null>({ name: 'read.case_items', args: [ref, paper] })

export type ReaderRow = Omit<ItemReader, 'agency'> & { agency: number }

/** A proposed change as the database keeps it. */
export type SealedProposal = SealedWords &
  Omit<SpecialProposal, 'words' | 'may' | 'necessity'> & { necessity: string }

export interface ItemRead extends Told, Omit<ItemRow, 'words'> {
  member: number
  versions: (SealedWords & { ground: 'a' | 'b' | 'c' | null; necessity: string | null })[]
  proposals: SealedProposal[]
  reviewUsual: string
  approver: number | null
  approverName: string | null
  approvedAt: string | null
  ground: 'a' | 'b' | 'c' | null
  necessity: string | null
  writtenBy: number
  heldBack: Item['leftOut']
  meetingOn: string | null
  facts: {
    id: string
    version: number
    newer: boolean
    key: string
    words: SealedWords | null
  }[]
  audiences: {
    mode: 'table' | 'named' | 'agency'
    names: string[]
    from: string
    until: string | null
    by: string | null
  }[]
  changes: { what: string; at: string; by: string | null; reason: string | null }[]
  readers: ReaderRow[]
}

export const readItem = (reader: Reader, id: string) =>
  reader.readOnce<ItemRead | null>({ name: 'read.item', args: [id] })

export interface PreviewRead {
  today: string
  readers: ReaderRow[]
  others: { agency: number; why: string }[]
  informed: { state: string; on: string | null }
  clauses: ClauseRow[]
  agencies: AgencyBrief[]
}

export const readPreview = (reader: Reader, ref: string, wish: PreviewReaders) =>
  reader.readOnce<PreviewRead | null>({
    name: 'read.item_preview',
    args: [ref, JSON.stringify(wish)],
  })

export interface ComposerRead {
  authority: number
  today: string
  ref: string
  caseId: string
  agency: number
  mayWrite: boolean
  categories: { category: string; clause: number; confirmed: boolean; reviewBy: string }[]
  table: {
    agency: number
    principals: number[]
    relations: string[]
    signed: boolean
    cells: Record<string, 'full' | 'summary' | 'on_decision' | null>
  }[]
  meetings: { id: string; on: string; agencies: number[] }[]
  approvers: { id: number; name: string }[]
  draft: { key: string; sealed: string; savedAt: string } | null
  clauses: ClauseRow[]
  agencies: AgencyBrief[]
}

export const readComposer = (reader: Reader, ref: string) =>
  reader.readOnce<ComposerRead | null>({ name: 'read.item_composer', args: [ref] })

/** What has to be looked at again, and what waits for approval. */
export const readDue = (reader: Reader) =>
  reader.readOnce<ItemsDue>({ name: 'read.items_due', args: [] })
