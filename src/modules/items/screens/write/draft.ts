import type { Text } from '../../../../web/words.ts'
import type {
  FunctionalStatement,
  Handling,
  ItemComposer,
  ItemKind,
  PreviewReaders,
  WriteItem,
} from '../../contract.ts'
import { functionalOnly, type SourceKind, usualCredibility } from '../../vocabulary.ts'
import type { KeptWordings } from '../../wording/vocabulary.ts'

/** Everything that somebody has typed and chosen; what is null has its usual value. */
export interface Draft {
  kind: ItemKind
  text: string
  category: string
  functional: FunctionalStatement['code'] | ''
  functionalUntil: string
  sourceKind: SourceKind
  source: string
  credibility: WriteItem['credibility'] | ''
  method: string
  facts: string[]
  language: string
  asOf: string
  reviewBy: string
  /** Agencies that were chosen by hand; null while the whole table is meant. */
  chosen: number[] | null
  handling: Handling
  special: { ground: 'a' | 'b' | 'c' | ''; necessity: string; approver: string } | null
  kept: KeptWordings
}

export const emptyHandling: Handling = {
  noOnward: false,
  viewOnly: false,
  spokenOnly: false,
  askFirst: false,
  meetingId: null,
  deleteOn: null,
}

export const newDraft = (today: string, language: string): Draft => ({
  ...{ kind: 'fact', text: '', category: '', functional: '', functionalUntil: '' },
  ...{ sourceKind: 'observed', source: '', credibility: '', method: '', facts: [] },
  ...{ language, asOf: today, reviewBy: '', chosen: null, handling: emptyHandling },
  ...{ special: null, kept: [] },
})

/** What was kept as a draft, if it still fits; a draft of an older program is begun anew. */
export function readDraft(content: string | undefined, fresh: Draft): Draft {
  try {
    const kept = content ? (JSON.parse(content) as Partial<Draft>) : {}
    return { ...fresh, ...kept, handling: { ...emptyHandling, ...kept.handling } }
  } catch {
    return fresh
  }
}

type Seat = ItemComposer['table'][number]

const tableRelations = ['coordination', 'lead', 'member', 'cover']

export const isHealth = ({ category }: Draft) => functionalOnly.includes(category)

/** Whether a statement of the list stands in the place of words. */
export const saysFromList = (draft: Draft) =>
  isHealth(draft) && draft.functional !== '' && !draft.special

/** Whether this category may be read by an agency as the agreement stands. */
export const mayRead = (seat: Seat, category: string) => seat.cells[category] === 'full'

/** Those whom "the whole table" means: at the table itself, with a cell for the category. */
export const ofTable = (composer: ItemComposer, category: string) =>
  composer.table.filter(
    (seat) =>
      seat.agency.id !== composer.agency.id &&
      mayRead(seat, category) &&
      seat.relations.some((relation) => tableRelations.includes(relation)),
  )

/** The agencies that are ticked now. */
export function chosenAgencies(composer: ItemComposer, draft: Draft): number[] {
  if (draft.chosen) {
    const allowed = composer.table.filter((seat) => mayRead(seat, draft.category))
    return draft.chosen.filter((id) => allowed.some(({ agency }) => agency.id === id))
  }
  return draft.special ? [] : ofTable(composer, draft.category).map(({ agency }) => agency.id)
}

/** For whom it is meant: the table, named seats, or the own agency alone. */
export function audienceOf(
  composer: ItemComposer,
  draft: Draft,
): Pick<WriteItem, 'mode' | 'audience'> {
  const alone = { mode: 'agency', audience: [] } as const
  if (isHealth(draft) && !draft.functional && !draft.special) return { ...alone, audience: [] }
  const chosen = chosenAgencies(composer, draft)
  if (chosen.length === 0) return { ...alone, audience: [] }
  const whole = ofTable(composer, draft.category).map(({ agency }) => agency.id)
  const same = chosen.length === whole.length && whole.every((id) => chosen.includes(id))
  if (same && !draft.special) return { mode: 'table', audience: [] }
  const seats = composer.table.filter(({ agency }) => chosen.includes(agency.id))
  return { mode: 'named', audience: seats.flatMap(({ principals }) => principals) }
}

/** The question to the database: who would read this as it stands. */
export function previewOf(composer: ItemComposer, draft: Draft): PreviewReaders | null {
  if (!draft.category) return null
  const { meetingId, deleteOn } = draft.handling
  return {
    category: draft.category,
    ...audienceOf(composer, draft),
    meetingId,
    deleteOn,
    itemId: null,
  }
}

/** What is sent; usual values are left to the server. */
export function bodyOf(composer: ItemComposer, draft: Draft): WriteItem {
  const { kind, functional, special } = draft
  const listed = saysFromList(draft)
  return {
    ...{ category: draft.category, kind: listed ? 'fact' : kind },
    ...audienceOf(composer, draft),
    ...(listed && functional
      ? { functional: { code: functional, until: draft.functionalUntil || null } }
      : { text: draft.text.trim() }),
    ...(kind === 'fact' && { sourceKind: draft.sourceKind }),
    ...(draft.source.trim() && { source: draft.source.trim() }),
    ...(draft.credibility && { credibility: draft.credibility }),
    ...(kind === 'assessment' && { method: draft.method.trim() }),
    ...(kind === 'statement' && { language: draft.language }),
    facts: kind === 'assessment' ? draft.facts : [],
    asOf: draft.asOf,
    ...(draft.reviewBy && { reviewBy: draft.reviewBy }),
    handling: draft.handling,
    ...(special?.ground && {
      special: {
        ground: special.ground,
        necessity: special.necessity.trim(),
        approver: Number(special.approver),
      },
    }),
    kept: draft.kept,
  }
}

/** Where the form's fields stand, for the lines of the summary. */
export const fields = {
  text: 'item-text',
  functional: 'item-functional',
  category: 'item-category',
  sourceKind: 'item-source',
  credibility: 'item-sure',
  method: 'item-method',
  facts: 'item-facts',
  audience: 'item-audience',
  asOf: 'item-as-of',
  reviewBy: 'item-review',
  deleteOn: 'item-delete',
  meetingId: 'item-meeting',
  ground: 'item-ground',
  necessity: 'item-necessity',
  approver: 'item-approver',
}

/** What is still missing, each with its field. */
export function missingIn(draft: Draft, text: Text) {
  const missing: { field: string; message: string }[] = []
  const add = (field: keyof typeof fields, id: string) =>
    missing.push({ field: fields[field], message: text(id) })
  const listed = saysFromList(draft)
  if (!listed && !draft.text.trim()) add('text', 'problems.item_text_missing')
  if (!draft.category) add('category', 'items.write.category-missing')
  if (draft.kind === 'assessment' && !listed) {
    if (!draft.method.trim()) add('method', 'problems.item_method_missing')
    if (draft.facts.length === 0) add('facts', 'problems.item_facts_missing')
  }
  if (draft.special) {
    if (!draft.special.ground) add('ground', 'problems.item_ground_missing')
    if (!draft.special.necessity.trim()) add('necessity', 'problems.item_necessity_missing')
    if (!draft.special.approver) add('approver', 'problems.item_approver_unknown')
  }
  return missing
}

/** What the source is worth as long as nobody says otherwise. */
export const sureness = (draft: Draft) => draft.credibility || usualCredibility[draft.sourceKind]
