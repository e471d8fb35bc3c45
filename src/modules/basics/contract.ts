import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { PersonBrief, ReleaseDate } from '../timeline/contract.ts'
import { OpenCase } from '../timeline/notice-contract.ts'

/** The five basics of the first day outside, in the order in which they are asked: the bed first. */
export const Basic = z.enum(['bed', 'money', 'medication', 'papers', 'appointment'])
export type Basic = z.infer<typeof Basic>
export const basics = Basic.options

/** Where a basic stands. Nothing said yet is not a state: there is no row then. */
export const BasicState = z.enum(['asked', 'confirmed', 'open', 'not_needed', 'not_wanted'])
export type BasicState = z.infer<typeof BasicState>

/** On the screen, by phone, or typed back from paper. */
export const BasicSource = z.enum(['screen', 'phone', 'paper'])
export type BasicSource = z.infer<typeof BasicSource>

export const Moment = z.iso.datetime()
export const Somebody = z.object({ id: z.int(), name: z.string() })
const Words = (most: number) => z.string().trim().min(1).max(most)

/** What was said of a basic, once. */
export const Said = z.object({
  id: z.uuid(),
  state: BasicState,
  source: BasicSource,
  agency: AgencyBrief,
  /** When it was said; when it was written down may be later. */
  at: Moment,
  recordedAt: Moment,
  recordedBy: z.string(),
  saidBy: z.string().nullable(),
  words: z.string().nullable(),
  /** Said before an unplanned release became known: it was meant for another day. */
  outdated: z.boolean(),
})
export type Said = z.infer<typeof Said>

export const BasicLine = z.object({
  basic: Basic,
  /** `summary`: only that support is arranged. `none`: not for this reader. */
  view: z.enum(['full', 'summary', 'none']),
  /** For a summary: whether support is arranged. */
  arranged: z.boolean(),
  /** An agency that has accepted this part of life for today. */
  accepted: z.object({ agency: AgencyBrief, until: Day.nullable() }).nullable(),
  /** What was said, the newest last. */
  said: z.array(Said),
  /** Whom we ask first. */
  contact: z.object({ agency: AgencyBrief, phone: z.string().nullable() }).nullable(),
})
export type BasicLine = z.infer<typeof BasicLine>

export const Told = z.object({
  name: z.string(),
  role: z.enum(['duty', 'substitute', 'coordination', 'agency']),
  member: z.string().nullable(),
  at: Moment,
  deliveredAt: Moment.nullable(),
  acknowledgedAt: Moment.nullable(),
  acknowledgedBy: z.string().nullable(),
  /** Waits for me, or for a desk that I answer. */
  mine: z.boolean(),
})
export type Told = z.infer<typeof Told>

/** Who said that the person is released, where they are, and how they are reached. */
export const Circumstances = z.strictObject({
  saidBy: z.string().trim().min(2).max(200),
  /** From where: the gate of the prison, a court, a police station. */
  place: Words(200).optional(),
  nowAt: Words(200).optional(),
  reach: Words(200).optional(),
  knownAt: Moment.optional(),
})
export type Circumstances = z.infer<typeof Circumstances>

/** The first day of somebody: the five basics, and what an unplanned release adds to them. */
export const FirstDay = z.object({
  ref: z.string(),
  person: PersonBrief.extend({ birth: z.string().nullable() }),
  release: ReleaseDate,
  today: Day,
  basics: z.array(BasicLine),
  /** Null: nobody has pressed "released today", or its 72 hours are over. */
  unplanned: z
    .object({
      id: z.uuid(),
      knownAt: Moment,
      until: Moment,
      recordedBy: z.string(),
      circumstances: Circumstances.omit({ knownAt: true }),
      told: z.array(Told),
    })
    .nullable(),
  mayRecord: z.boolean(),
})
export type FirstDay = z.infer<typeof FirstDay>

/** Something is said of a basic: asked, confirmed by somebody, open, not needed or not wanted. */
export const SayBasic = z.strictObject({
  basic: Basic,
  state: BasicState,
  source: BasicSource,
  agencyId: z.int(),
  saidBy: z.string().trim().min(2).max(120).optional(),
  words: Words(1000).optional(),
  saidAt: Moment.optional(),
  /** How many nights a bed is asked for. */
  nights: z.int().min(1).max(90).default(3),
})
export type SayBasic = z.infer<typeof SayBasic>

/** Somebody of whom no list told. With `open`, the case is opened in the same step. */
export const NewReleased = Circumstances.extend({
  prisonId: z.int(),
  family: Words(120),
  given: Words(120),
  birth: Day.optional(),
  number: Words(60).optional(),
  language: Words(40).optional(),
  open: OpenCase.optional(),
})
export type NewReleased = z.infer<typeof NewReleased>

/** A notice whose person was released today: the case is opened and followed from now on. */
export const ReleasedNotice = Circumstances.extend({ open: OpenCase })
export type ReleasedNotice = z.infer<typeof ReleasedNotice>

/** `ref` is null while there is only a notice: somebody who may has to open the case. */
export const ReleasedMade = z.object({ id: z.uuid(), ref: z.string().nullable() })
export type ReleasedMade = z.infer<typeof ReleasedMade>

/** Unplanned releases of the last 72 hours, and hand-made notices without a case. */
export const ReleasedList = z.object({
  releases: z.array(
    z.object({
      id: z.uuid(),
      ref: z.string(),
      person: PersonBrief,
      knownAt: Moment,
      bed: z.enum(['confirmed', 'asked', 'open']),
      /** Somebody of mine has not said "I have it" yet. */
      waiting: z.boolean(),
    }),
  ),
  notices: z.array(z.object({ id: z.uuid() })),
})
export type ReleasedList = z.infer<typeof ReleasedList>

export const ByRef = z.object({ ref: z.string().max(20) })
export const ByUuid = z.object({ id: z.uuid() })
export const ByCode = z.object({ code: z.string().max(20) })
export const ByDesk = z.object({ id: z.coerce.number().int() })
