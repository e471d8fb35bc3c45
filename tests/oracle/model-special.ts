import { isShut, mayChange, mayCreate, readsItem, seatsOf } from './model.ts'
import type { State, TheCase, TheItem, TheMember } from './state.ts'

/** Special categories, written from the text of the law as the rest of the model: the last sentences of R2 and R4. */

/** R2: a proposed change is known to its author and whoever was asked, in the owner's agency, while they read the item. */
export function readsChange(
  state: State,
  member: TheMember,
  item: TheItem,
  purpose: string,
): boolean {
  const change = item.special?.change
  return (
    change !== null &&
    change !== undefined &&
    [change.author, change.approver].includes(member.id) &&
    member.agency === item.owner &&
    readsItem(state, member, item, purpose)
  )
}

/** R4: who may be asked to approve: a colleague with a seat of the same kind, who has not closed the case to themselves. */
function mayBeAsked(
  state: State,
  member: TheMember,
  approver: number,
  of: TheCase,
  purpose: string,
): boolean {
  const asked = state.members.find((one) => one.id === approver)
  return (
    asked !== undefined &&
    asked.id !== member.id &&
    asked.agency === member.agency &&
    !isShut(state, asked, of.person) &&
    seatsOf(state, asked, of, purpose).some(
      (seat) => !['override', 'guest'].includes(seat.relation),
    )
  )
}

/** R4: who may bring an item of a special category, with this colleague to approve it. */
export const mayCreateSpecial = (
  state: State,
  member: TheMember,
  of: TheCase,
  wish: { category: string; approver: number },
  purpose: string,
): boolean =>
  mayCreate(state, member, of, wish.category, purpose) &&
  mayBeAsked(state, member, wish.approver, of, purpose)

/** R4: who may change it: its author until it is approved; after that the owner's members propose. */
export function mayChangeSpecial(
  state: State,
  member: TheMember,
  item: TheItem,
  approver: number,
  purpose: string,
): boolean {
  const of = state.cases.find((one) => one.id === item.case) as TheCase
  const proposes = item.special?.answer === 'approved' || item.special?.author === member.id
  return (
    mayChange(state, member, item, purpose) &&
    proposes &&
    mayBeAsked(state, member, approver, of, purpose)
  )
}

/** R4: whoever was asked approves what nobody has answered yet. */
export const mayApprove = (
  state: State,
  member: TheMember,
  item: TheItem,
  purpose: string,
): boolean =>
  item.special?.approver === member.id &&
  item.special.answer === null &&
  mayChange(state, member, item, purpose)

/** R4: the same of a change that is proposed. */
export const mayApproveChange = (
  state: State,
  member: TheMember,
  item: TheItem,
  purpose: string,
): boolean =>
  item.special?.change?.approver === member.id &&
  !item.special.change.refused &&
  mayChange(state, member, item, purpose)
