import { isNamed, isNow, isShut, principalsOf, rightsOf } from './model.ts'
import {
  coordinating,
  type State,
  type TheCase,
  type TheMember,
  type TheProtection,
} from './state.ts'

/** The second half of R9, written from the text of the law as the rest of the model. */

/** R9: whether somebody holds a marked case for a desk or a member; of a case without the mark it is not asked. */
export function isHeld(state: State, of: TheCase, principal: number): boolean {
  const mark = state.protections.find((one) => one.case === of.id && !one.ended)
  if (!mark) return true
  return state.members.some(
    (member) =>
      principalsOf(state, member).includes(principal) &&
      !state.away.includes(member.id) &&
      isNamed(state, member, mark) &&
      !isShut(state, member, of.person),
  )
}

/** R9: members of the coordination desk, if it sits on the case now. */
function coordinatorsOf(state: State, of: TheCase): TheMember[] {
  const desks = state.desks.filter(
    (desk) =>
      desk.agency === coordinating &&
      state.seats.some(
        (seat) => seat.case === of.id && seat.principal === desk.principal && isNow(state, seat),
      ),
  )
  return state.members.filter((member) =>
    desks.some((desk) => principalsOf(state, member).includes(desk.principal)),
  )
}

/** R9: a chair names who keeps a marked case that nobody of the coordination desk can open any more. */
export function mayNameAnew(
  state: State,
  member: TheMember,
  mark: TheProtection,
  chosen: TheMember,
  purpose: string,
): boolean {
  const of = state.cases.find((one) => one.id === mark.case) as TheCase
  const desk = coordinatorsOf(state, of)
  const sits = state.seats.some(
    (seat) =>
      seat.case === of.id &&
      isNow(state, seat) &&
      state.desks.some((one) => one.principal === seat.principal && one.agency === coordinating),
  )
  const opens = desk.some((one) => isNamed(state, one, mark) && !isShut(state, one, of.person))
  return (
    !mark.ended &&
    state.chairs.includes(member.id) &&
    !isShut(state, member, of.person) &&
    of.purpose === purpose &&
    rightsOf(state, member.agency, purpose).full.has(of.clause) &&
    sits &&
    !opens &&
    chosen.id !== member.id &&
    desk.includes(chosen) &&
    !isShut(state, chosen, of.person)
  )
}
