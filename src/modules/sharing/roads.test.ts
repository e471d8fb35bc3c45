import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'

let db: FreshDatabase
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.drop())

/** Guards that refuse what a member closed to themselves; who asks one of them has asked. */
const guards =
  /actor\.shut|v_shut|p_shut|closed_to|is_shut|act\.(arranged_from|protection_held|protections_left|only_who_protects|seated_case|my_meeting|relations|sits_on|period_case|notices_unseen|case_unseen|hold_case|my_share|my_disclosure|my_regime_change|seen_period|own_item|item_of_mine|own_special|open_special_change|case_to_write|offer_to_send)\b|read\.(table_of|question)\b|actor\.item_readers/

/** Functions that look at cases with the reader's desks in hand and need not ask, each with the reason. */
const withoutCase: Record<string, string> = {
  'act.announce_released': 'makes an announcement that is nobody’s case yet',
  'act.answer_transfer': 'announcements that are nobody’s case yet',
  'act.decide_residence': 'an announcement that is nobody’s case yet',
  'act.drop_draft': 'throws away the own draft',
  'act.end_override': 'ends the own look',
  'act.lift_closeness': 'the data protection officer, of others',
  'act.offer_link_mailed': 'says that the own mail went out',
  'read.audited_told':
    'an auditor declares no closeness; actor.audited_case() says which case is open to them',
  'act.undo_import': 'takes back the own list; answered are counts',
}

test('no function that runs as its owner looks for cases of the reader without asking which are closed to them (PI5)', async () => {
  const { rows } = await db.owner.query<{ name: string; body: string }>(
    `select p.oid::regproc::text as name, p.prosrc as body
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('act', 'read')
      where p.prosecdef and has_function_privilege('throughcare_actor', p.oid, 'execute')`,
  )
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
      where c.relkind = 'r' union select 'cases' union select 'persons'`,
  )
  const ofCases = new RegExp(`\\bapp\\.(${tables.map(({ name }) => name).join('|')})\\b`)
  const asksWho = /actor\.(principals|member|agency|functions|clauses)\(|who\[|v_mine|act\.who\(/
  const forgetful = rows
    .filter(({ body }) => ofCases.test(body) && asksWho.test(body) && !guards.test(body))
    .map(({ name }) => name)
    .sort()
  expect(rows.length).toBeGreaterThan(100)
  expect(forgetful).toEqual(Object.keys(withoutCase).sort())
})
