import fc from 'fast-check'
import { calmed } from './invent-calm.ts'
import { item, share, specialItem } from './invent-items.ts'
import {
  agencyCount,
  agencyOfMember,
  agencySet,
  allPrincipals,
  brings,
  categories,
  chairs,
  deskOf,
  edge,
  memberIds,
  orNever,
  past,
  principalOf,
  protection,
  purposeOf,
  purposes,
  relations,
  seldom,
} from './invent-who.ts'
import type {
  State,
  TheAgency,
  TheCell,
  TheClause,
  TheDesk,
  TheEdition,
  TheItem,
  TheMember,
  TheSeat,
} from './state.ts'

/** Invented worlds, small enough to be read and crooked enough to meet every edge of a day. */

const cell: fc.Arbitrary<TheCell> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(brings) },
  {
    weight: 2,
    arbitrary: fc.constant({ sight: 'full', onDecision: false, brings: false } as const),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ sight: 'summary', onDecision: false, brings: false } as const),
  },
  { weight: 1, arbitrary: fc.constant({ sight: null, onDecision: true, brings: false } as const) },
  { weight: 1, arbitrary: fc.constant({ sight: null, onDecision: false, brings: false } as const) },
)

const party = (agency: number) =>
  fc
    .record({
      signedOn: fc.oneof(
        { weight: 12, arbitrary: past },
        { weight: 1, arbitrary: fc.constantFrom(null, 1) },
      ),
      left: seldom(edge),
    })
    .map(({ signedOn, left }) => ({
      agency,
      signedOn,
      leftOn: signedOn === null || left === null || left <= signedOn ? null : left,
    }))

const agencies: TheAgency[] = Array.from({ length: agencyCount }, (_, at) => ({
  id: at + 1,
  principals: [
    deskOf(at + 1),
    ...memberIds.filter((one) => agencyOfMember(one) === at + 1).map(principalOf),
  ],
}))
const members: TheMember[] = memberIds.map((id) => ({
  id,
  agency: agencyOfMember(id),
  principal: principalOf(id),
}))

const desks: fc.Arbitrary<TheDesk[]> = fc.tuple(
  ...agencies.map((agency) =>
    fc
      .tuple(
        ...memberIds
          .filter((one) => agencyOfMember(one) === agency.id)
          .map((member) =>
            fc.record({
              member: fc.constant(member),
              since: fc.constantFrom(-1000, -1000, -1, 5),
              until: orNever(fc.constantFrom(-0.5, 6, 600), 4),
            }),
          ),
      )
      .map((served) => ({
        principal: deskOf(agency.id),
        agency: agency.id,
        members: served.filter((one) => one.until === null || one.until > one.since),
      })),
  ),
)

function clausesOf(edition: number): fc.Arbitrary<TheClause[]> {
  const places = purposes.flatMap((purpose) =>
    categories.map((category) => ({ purpose, category })),
  )
  return fc.tuple(
    ...places.map((place, at) =>
      fc.tuple(...agencies.map(() => cell)).map((cells) => ({
        id: edition * 100 + at + 1,
        ...place,
        cells: Object.fromEntries(
          cells.map((one, index) => [(agencies[index] as TheAgency).id, bringing(one, place, at)]),
        ),
      })),
    ),
  )
}

/** The case itself stands on the clause of identity: mostly everybody sees it, or nothing would be asked. */
function bringing(one: TheCell, place: { category: string }, salt: number): TheCell {
  if (place.category !== 'identity' || salt % 3 === 0) return one
  return one.sight === null && !one.onDecision ? one : { ...one, sight: 'full', onDecision: false }
}

function edition(id: number, lineage: number, number: number): fc.Arbitrary<TheEdition> {
  return fc
    .record({
      validFrom: number === 1 ? past : edge,
      runsFor: orNever(fc.constantFrom(1, 2, 60, 700), 3),
      transition: orNever(fc.constantFrom(1, 2, 60, 90), 1),
      parties: fc.tuple(...agencies.map((agency) => party(agency.id))),
      clauses: clausesOf(id),
    })
    .map(({ validFrom, runsFor, transition, ...rest }) => ({
      id,
      lineage,
      number,
      validFrom,
      validUntil: runsFor === null ? null : validFrom + runsFor,
      transitionUntil: number === 1 || transition === null ? null : validFrom + transition,
      ...rest,
    }))
}

const editions = fc
  .tuple(
    edition(1, 1, 1),
    fc.option(edition(2, 1, 2), { nil: null, freq: 3 }),
    fc.option(edition(3, 1, 3), { nil: null, freq: 1 }),
    fc.option(edition(4, 4, 1), { nil: null, freq: 1 }),
  )
  .map(([first, second, third, other]) =>
    [first, second, second && third, other].filter((one) => one !== null),
  )

const seatWish = fc.record({
  case: fc.constantFrom('c1', 'c2'),
  principal: fc.constantFrom(...allPrincipals),
  relation: fc.constantFrom(...relations),
  purpose: fc.constantFrom(null, null, null, null, ...purposes),
  from: fc.constantFrom(-800, -800, -800, -3, 2),
  until: orNever(fc.constantFrom(-1, 3, 4000), 2),
})
/**
 * Mostly for the purpose of its case: otherwise nobody would see anything. An override always is, and begins in the
 * moment in which it is asked for: nobody holds one that begins later.
 */
const seat: fc.Arbitrary<TheSeat> = seatWish.map((one) => {
  const purpose = one.purpose ?? purposeOf(one.case)
  if (one.relation !== 'override') return { ...one, purpose }
  return { ...one, purpose: purposeOf(one.case), from: Math.min(one.from, -3) }
})

/** The same principal sits once in one relation on one case at one time. */
const oneSeatEach = (seats: TheSeat[]) => [
  ...new Map(
    seats
      .filter((one) => one.until === null || one.until > one.from)
      .map((one) => [`${one.case} ${one.principal} ${one.relation}`, one]),
  ).values(),
]

const raw = fc.record({
  calm: fc.boolean(),
  desks,
  editions,
  seats: fc.array(seat, { minLength: 10, maxLength: 24 }),
  closeness: fc.array(
    fc.record({
      member: fc.constantFrom(...memberIds),
      person: fc.constantFrom('p1', 'p2'),
      lifted: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  protections: fc.array(protection, { maxLength: 1 }),
  meetings: fc.tuple(
    fc.record({ heldOn: fc.constantFrom(-1, 0, 0, 1), invited: agencySet }),
    fc.record({ heldOn: fc.constantFrom(-1, 0, 0, 1), invited: agencySet }),
  ),
  items: fc.tuple(...['i1', 'i2', 'i3', 'i4'].map(item), ...['i5', 'i6'].map(specialItem)),
  restrictedFirst: fc.boolean(),
  shares: fc.tuple(share('s1'), share('s2')),
  closed: fc.constantFrom(null, null, -3),
  // Last, so that everything before it is invented as without it.
  away: fc.subarray(memberIds, { maxLength: 3 }),
})

/** What is invented of a world before it is put together. */
export type Raw = ReturnType<typeof raw.generate>['value']

/** One world: five agencies, eight members, one to four editions, two cases, four items and two of special categories, two shares. */
export const inventedState: fc.Arbitrary<State> = raw.map((whole) => {
  const parts = calmed(whole)
  const clause = (purpose: string, category: string) =>
    (parts.editions[0] as TheEdition).clauses.find(
      (one) => one.purpose === purpose && one.category === category,
    )?.id as number
  const items = parts.items.map(({ purpose, ...rest }) => ({
    ...rest,
    audience: rest.mode === 'named' ? rest.audience : [],
    clause: clause(purpose ?? purposeOf(rest.case), rest.category),
    meeting: rest.meeting,
    versions: [
      { number: 1, restricted: parts.restrictedFirst && rest.currentVersion === 2 },
      { number: 2, restricted: false },
    ].slice(0, rest.currentVersion),
  }))
  const shares = parts.shares.flatMap((one) => {
    const first = items.find((each) => each.id === one.items[0]?.item) as TheItem
    const listed = one.items
      .map((each) => ({ each, of: items.find((some) => some.id === each.item) as TheItem }))
      .filter(({ of }) => of.owner === first.owner && of.clause === first.clause)
      .filter(({ of }) => of.case === first.case)
      .map(({ each, of }) => ({ ...each, version: Math.min(each.version, of.currentVersion) }))
    return [
      {
        ...one,
        purpose: one.purpose ?? purposeOf(first.case),
        items: listed,
        owner: first.owner,
        case: first.case,
      },
    ]
  })
  return {
    today: 0,
    now: 0,
    agencies,
    members,
    desks: parts.desks,
    away: parts.away,
    chairs,
    editions: parts.editions,
    cases: [
      {
        id: 'c1',
        person: 'p1',
        purpose: 'reintegration',
        clause: clause('reintegration', 'identity'),
        closedOn: null,
      },
      {
        id: 'c2',
        person: 'p2',
        purpose: 'supervision',
        clause: clause('supervision', 'identity'),
        closedOn: parts.closed,
      },
    ],
    seats: oneSeatEach(parts.seats),
    closeness: parts.closeness.filter(
      (one, at, all) =>
        all.findIndex((each) => each.member === one.member && each.person === one.person) === at,
    ),
    protections: parts.protections,
    meetings: parts.meetings.map((one, at) => ({ id: `m${at + 1}`, case: 'c1', ...one })),
    items,
    shares,
  }
})
