import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { softDevice } from '../../../tests/world-passkeys.ts'
import { openTestCity, origin, passphrase, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())
beforeEach(() =>
  city.db.owner.query(
    'delete from auth.attempts; delete from auth.sessions; delete from auth.passkeys; delete from auth.challenges',
  ),
)

const ada = 'ada@valmare.example'
type Headers = { cookie: string }

const send = (method: 'GET' | 'POST' | 'PATCH', path: string, mine: Headers, payload?: object) =>
  city.app.inject({ method, url: `/api/v1${path}`, headers: mine, ...(payload && { payload }) })

const longAgo = () =>
  city.db.owner.query(`update auth.sessions set proved_at = now() - interval '10 minutes 1 second'`)

let made = 0
/** A role given by an administrator: one of the acts that want a fresh proof. */
const giveRole = (mine: Headers) => {
  made += 1
  return city.app.inject({
    method: 'POST',
    url: '/api/v1/members',
    headers: { ...mine, 'idempotency-key': crypto.randomUUID() },
    payload: {
      ...{
        agencyId: 2,
        name: `New ${made}`,
        email: `new${made}@valmare.example`,
        functions: ['case_worker'],
      },
      ...{ desks: [], locale: 'en' },
    },
  })
}

async function addPasskey(mine: Headers) {
  const device = softDevice(origin)
  const asked = (await send('POST', '/session/passkeys/ask', mine)).json()
  const answer = device.make(asked)
  const body = { attempt: asked.attempt, name: 'Phone', answer }
  expect((await send('POST', '/session/passkeys', mine, body)).statusCode).toBe(204)
  return device
}

describe('before something grave it must still be the member (SEC-09)', () => {
  test('whoever has just signed in is not asked; ten minutes later the database asks', async () => {
    const mine = await city.sessionOf(ada)
    expect((await giveRole(mine)).statusCode).toBeLessThan(300)
    await longAgo()
    const refused = await giveRole(mine)
    expect(refused.json()).toMatchObject({ status: 403, code: 'step_up_needed' })
    const { rows } = await city.db.owner.query('select from app.members where email = $1', [
      `new${made}@valmare.example`,
    ])
    expect(rows).toEqual([])
  })

  test('the passphrase counts where there is nothing else; a wrong one does not', async () => {
    const mine = await city.sessionOf(ada)
    await longAgo()
    expect((await send('GET', '/session/proof', mine)).json()).toEqual({
      ...{ passkey: false, code: false, passphrase: true, provider: null, fresh: false },
    })
    const wrong = await send('POST', '/session/proof', mine, { passphrase: 'not this one at all' })
    expect(wrong.json()).toMatchObject({ code: 'passphrase_not_yours', field: 'passphrase' })
    expect((await giveRole(mine)).json().code).toBe('step_up_needed')
    expect((await send('POST', '/session/proof', mine, { passphrase })).statusCode).toBe(204)
    expect((await giveRole(mine)).statusCode).toBeLessThan(300)
  })

  test('it counts for the session that proved it and for no other of the same member', async () => {
    const [here, there] = [await city.sessionOf(ada), await city.sessionOf(ada)]
    await longAgo()
    await send('POST', '/session/proof', here, { passphrase })
    expect((await giveRole(there)).json().code).toBe('step_up_needed')
    expect((await giveRole(here)).statusCode).toBeLessThan(300)
  })

  test('who holds a passkey shows that: the passphrase is no longer enough, also for the database', async () => {
    const mine = await city.sessionOf(ada)
    const device = await addPasskey(mine)
    await longAgo()
    expect((await send('GET', '/session/proof', mine)).json()).toEqual({
      ...{ passkey: true, code: false, passphrase: false, provider: null, fresh: false },
    })
    const byWords = await send('POST', '/session/proof', mine, { passphrase })
    expect(byWords.json().code).toBe('proof_stronger_needed')
    expect((await giveRole(mine)).json().code).toBe('step_up_needed')
    const asked = (await send('POST', '/session/proof/ask', mine)).json()
    expect(asked.options.allowCredentials).toMatchObject([{ id: device.id }])
    const body = { attempt: asked.attempt, answer: device.answer(asked) }
    expect((await send('POST', '/session/proof', mine, body)).statusCode).toBe(204)
    expect((await giveRole(mine)).statusCode).toBeLessThan(300)
    await longAgo()
    expect((await send('POST', '/session/proof', mine, body)).json().code).toBe(
      'passkey_attempt_over',
    )
  })

  test('the passkey of a colleague proves nothing about me, nor does a copied or foreign answer', async () => {
    const mine = await city.sessionOf(ada)
    const device = await addPasskey(mine)
    const colleague = await addPasskey(await city.sessionOf('bea@valmare.example'))
    await longAgo()
    for (const answerOf of [
      (asked: never) => colleague.answer(asked),
      (asked: never) => device.answer(asked, { counter: 1 }),
      (asked: never) => device.answer(asked, { origin: 'https://elsewhere.example' }),
      (asked: never) => device.answer(asked, { forged: true }),
    ]) {
      const asked = (await send('POST', '/session/proof/ask', mine)).json()
      const body = { attempt: asked.attempt, answer: answerOf(asked as never) }
      expect((await send('POST', '/session/proof', mine, body)).json().code).toBe(
        'passkey_not_yours',
      )
    }
    expect((await giveRole(mine)).json().code).toBe('step_up_needed')
  })

  test('whoever finds a screen open makes no passkey of their own and takes none away', async () => {
    const mine = await city.sessionOf(ada)
    await addPasskey(mine)
    await longAgo()
    expect((await send('POST', '/session/passkeys/ask', mine)).json().code).toBe('step_up_needed')
    const [{ id }] = (await send('GET', '/session/ways', mine)).json().passkeys
    const removed = await city.app.inject({
      ...{ method: 'DELETE', url: `/api/v1/session/passkeys/${id}`, headers: mine },
    })
    expect(removed.json().code).toBe('step_up_needed')
    expect((await send('GET', '/session/ways', mine)).json().passkeys).toHaveLength(1)
  })

  test('a question for the sign-in proves nothing, and a proof signs nobody in', async () => {
    const mine = await city.sessionOf(ada)
    const device = await addPasskey(mine)
    const entry = await city.app.inject({ method: 'POST', url: '/api/v1/session/passkey/ask' })
    const asked = entry.json()
    const body = { attempt: asked.attempt, answer: device.answer(asked) }
    expect((await send('POST', '/session/proof', mine, body)).json().code).toBe(
      'passkey_attempt_over',
    )
    const proof = (await send('POST', '/session/proof/ask', mine)).json()
    const entered = await city.app.inject({
      ...{ method: 'POST', url: '/api/v1/session/passkey' },
      payload: { attempt: proof.attempt, answer: device.answer(proof) },
    })
    expect(entered.json().code).toBe('passkey_attempt_over')
  })
})

test('every act that is to be guarded asks for the proof in the database', async () => {
  const { rows } = await city.db.owner.query(
    `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('act', 'audit') and p.prosrc ~ 'actor\\.must_have_proved\\(\\)|perform act\\.be_second\\(' order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual([
    ...['ask_audit_case', 'ask_case_erasure', 'ask_item_erasure', 'ask_system_key'],
    ...['be_second', 'begin_override', 'change_member', 'change_special_item'],
    ...['change_witnesses', 'confirm_audit_case', 'confirm_auditor', 'confirm_system_key'],
    ...['create_member', 'decide_erasure', 'decide_special_change', 'decide_special_item'],
    ...['decide_witness_change', 'invite_auditor', 'record', 'second_override'],
    ...['set_provider', 'set_sign_in_rule', 'write_special_item'],
  ])
})

test('whoever speaks to the database as the actor cannot say that somebody proved themselves', async () => {
  for (const call of [`prove_with_passphrase('x')`, `prove_with_passkey('x', '\\x00', 1)`])
    await expect(city.db.actorPool.query(`select auth.${call}`)).rejects.toThrow(
      'permission denied',
    )
})
