import { type Add, type Clock, changeOf, dayOrNull, idOf, sealed } from './ids.ts'
import type { State, TheItem, TheSpecial } from './state.ts'

/** What agencies brought, and whom they gave it to. */
export function addItems(state: State, a: number, clock: Clock, add: Add): void {
  for (const item of state.items) {
    if (item.special) addSpecial(item, item.special, a, clock, add)
    if (item.special) continue
    const ids = { case_id: idOf(a, item.case), written_by: 11, written_at: clock.moment(-9) }
    add('app.items', {
      id: idOf(a, item.id),
      ...ids,
      owner_agency_id: item.owner,
      clause_id: item.clause,
      category: item.category,
      kind: 'fact',
      functional: item.category === 'health',
      state: item.state,
      mode: item.mode,
      audience: item.audience,
      current_version: item.currentVersion,
      as_of: clock.day(-3),
      review_by: dayOrNull(clock, item.reviewBy),
      no_onward: item.noOnward,
      view_only: false,
      spoken_only: false,
      ask_first: false,
      meeting_id: item.meeting === null ? null : idOf(a, item.meeting),
      delete_on: dayOrNull(clock, item.deleteOn),
      key_wrapped: sealed,
      version: 1,
    })
    for (const version of item.versions)
      add('app.item_versions', {
        item_id: idOf(a, item.id),
        version: version.number,
        ...ids,
        kind: 'fact',
        text_sealed: sealed,
        source_kind: 'observed',
        as_of: clock.day(-3),
        reason_sealed: version.number === 1 ? null : sealed,
        restricted: version.restricted,
      })
  }
  for (const share of state.shares) {
    const item = state.items.find((one) => one.id === share.items[0]?.item)
    add('app.shares', {
      id: idOf(a, share.id),
      case_id: idOf(a, share.case),
      owner_agency_id: share.owner,
      purpose: share.purpose,
      clause_id: item?.clause,
      recipients: share.recipients,
      key_wrapped: sealed,
      expires_on: clock.day(share.expiresOn),
      conditions: [],
      decided_by: 11,
      decided_at: clock.moment(-8),
      withdrawn_at: share.withdrawn ? clock.moment(-1) : null,
      withdrawn_by: share.withdrawn ? 11 : null,
      version: 1,
    })
    for (const one of share.items)
      add('app.share_items', {
        share_id: idOf(a, share.id),
        item_id: idOf(a, one.item),
        version: one.version,
        case_id: idOf(a, share.case),
        special: state.items.find(({ id }) => id === one.item)?.special !== null,
      })
  }
}

/** What both an item of a special category and a change of it say. */
const words = (item: TheItem, clock: Clock) => ({
  kind: 'fact',
  mode: item.mode,
  audience: item.audience,
  as_of: clock.day(-3),
  review_by: clock.day(item.reviewBy ?? 1),
  no_onward: item.noOnward,
  ground: 'b',
  strict_necessity_sealed: sealed,
})

function addSpecial(item: TheItem, special: TheSpecial, a: number, clock: Clock, add: Add): void {
  const { author, approver, answer, change } = special
  const ids = { case_id: idOf(a, item.case), written_by: author, written_at: clock.moment(-9) }
  const answered = clock.moment(-8)
  add('app.special_items', {
    id: idOf(a, item.id),
    ...ids,
    ...words(item, clock),
    owner_agency_id: item.owner,
    clause_id: item.clause,
    category: item.category,
    state: item.state,
    current_version: item.currentVersion,
    view_only: false,
    spoken_only: false,
    ask_first: false,
    meeting_id: item.meeting === null ? null : idOf(a, item.meeting),
    delete_on: dayOrNull(clock, item.deleteOn),
    approver,
    approved_by: answer === 'approved' ? approver : null,
    approved_at: answer === 'approved' ? answered : null,
    refused_at: answer === 'refused' ? answered : null,
    key_wrapped: sealed,
    version: 1,
  })
  for (const version of item.versions)
    add('app.special_item_versions', {
      item_id: idOf(a, item.id),
      version: version.number,
      ...ids,
      kind: 'fact',
      text_sealed: sealed,
      source_kind: 'observed',
      as_of: clock.day(-3),
      reason_sealed: version.number === 1 ? null : sealed,
      restricted: version.restricted,
      ground: 'b',
      strict_necessity_sealed: sealed,
    })
  if (!change) return
  add('app.special_item_changes', {
    id: idOf(a, changeOf(item)),
    item_id: idOf(a, item.id),
    case_id: idOf(a, item.case),
    version: item.currentVersion + 1,
    ...words(item, clock),
    review_by: clock.day(1),
    text_sealed: sealed,
    source_kind: 'observed',
    view_only: false,
    spoken_only: false,
    ask_first: false,
    reason_sealed: sealed,
    approver: change.approver,
    written_by: change.author,
    written_at: clock.moment(-7),
    refused_at: change.refused ? clock.moment(-6) : null,
    refusal_sealed: change.refused ? sealed : null,
  })
}
