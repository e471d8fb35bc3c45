import { type Asking, does, note } from './compare-writing.ts'
import { changeOf, idOf } from './ids.ts'
import {
  mayApprove,
  mayApproveChange,
  mayChangeSpecial,
  mayCreateSpecial,
} from './model-special.ts'

const words = (asking: Asking, approver: number) => ({
  ...{ kind: 'fact', mode: 'agency', asOf: asking.today, text: '00', sourceKind: 'observed' },
  ...{ ground: 'b', necessity: '00', approver },
})
const write = 'select act.write_special_item(gen_random_uuid(), $1, $2, $3)'
const propose = 'select act.change_special_item($1, 1, $2)'
const approve = 'select act.decide_special_item($1, 1, true, null)'
const approveChange = 'select act.decide_special_change($1, 1, true, null)'

/** Colleagues, oneself, and somebody of another agency. */
const askable = ({ state, member }: Asking) => [
  ...state.members.filter(({ agency }) => agency === member.agency),
  ...state.members.filter(({ agency }) => agency !== member.agency).slice(0, 1),
]

/** Brings something of a special category, with one after another to approve it. */
export async function bringSpecial(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const of of state.cases)
    for (const { id: approver } of askable(asking)) {
      const wish = { category: 'work', approver }
      const item = { ...words(asking, approver), category: wish.category }
      const done = await does(asking, write, [idOf(authority, of.id), item, asking.key])
      const may = mayCreateSpecial(state, member, of, wish, purpose)
      note(asking, `brings special words to ${of.id}, to be approved by ${approver}`, may, done)
    }
}

/** Changes what is there, or proposes to, without the day and the meeting to which it was tied. */
export async function changeSpecial(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const item of state.items.filter(({ special }) => special))
    for (const { id: approver } of askable(asking)) {
      const change = { ...words(asking, approver), audience: [], reason: '00' }
      const done = await does(asking, propose, [
        idOf(authority, item.id),
        { ...change, deleteOn: null, meetingId: null },
      ])
      const may = mayChangeSpecial(state, member, item, approver, purpose)
      note(asking, `changes ${item.id}, to be approved by ${approver}`, may, done)
    }
}

export async function approveSpecial(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const item of state.items.filter(({ special }) => special)) {
    const done = await does(asking, approve, [idOf(authority, item.id)])
    note(asking, `approves ${item.id}`, mayApprove(state, member, item, purpose), done)
    if (!item.special?.change) continue
    const taken = await does(asking, approveChange, [idOf(authority, changeOf(item))])
    const may = mayApproveChange(state, member, item, purpose)
    note(asking, `approves a change of ${item.id}`, may, taken)
  }
}
