import { type Add, type Clock, dayOrNull, idOf, sealed } from './ids.ts'
import type { State } from './state.ts'

/** What agencies brought, and whom they gave it to. */
export function addItems(state: State, a: number, clock: Clock, add: Add): void {
  for (const item of state.items) {
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
        special: false,
      })
  }
}
