import { type Add, type Clock, idOf, sealed } from './ids.ts'
import { agencyOfMember } from './invent-who.ts'
import type { State } from './state.ts'

/** Marks of cases, who is admitted to them, and who is not there. */
export function addProtections(state: State, a: number, clock: Clock, add: Add): void {
  // Nobody covers for them: covering opens cases by itself, and names nobody.
  for (const id of state.away)
    add('app.absences', {
      id: idOf(a, `v${id}`),
      agency_id: agencyOfMember(id),
      member_id: id,
      kind: 'away',
      starts_at: clock.moment(-1),
      ends_at: clock.moment(40),
      cover: [1],
      entered_by: id,
      entered_at: clock.moment(-1),
      version: 1,
    })
  state.protections.forEach((mark, at) => {
    const id = idOf(a, `g${at}`)
    const ended = (over: boolean) => ({
      ended_at: over ? clock.moment(-1) : null,
      ended_by: over ? 11 : null,
    })
    add('app.protections', {
      id,
      case_id: idOf(a, mark.case),
      kind: 'minor',
      named: mark.named,
      marked_by: 11,
      marked_at: clock.moment(-5),
      key_wrapped: sealed,
      ...ended(mark.ended),
      end_reason_sealed: mark.ended ? sealed : null,
    })
    mark.admitted.forEach((one, place) => {
      add('app.protection_admissions', {
        id: idOf(a, `h${at}${place}`),
        protection_id: id,
        case_id: idOf(a, mark.case),
        member_id: one.member,
        until: clock.day(one.until),
        admitted_by: 11,
        admitted_at: clock.moment(-5),
        ...ended(one.ended),
      })
    })
  })
}
