import { type Add, type Clock, idOf, sealed } from './ids.ts'
import type { State } from './state.ts'

/** Marks of cases, and who is admitted to them. */
export function addProtections(state: State, a: number, clock: Clock, add: Add): void {
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
