import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '../errors.ts'
import { commonPassphrases } from './common-passphrases.ts'
import { commonWords } from './common-words.ts'
import { fitsPassphrase, hashPassphrase, refuseWeakPassphrase } from './passphrase.ts'
import { openTestCity, passphrase, type TestCity } from './test-city.ts'

const cheap = { ln: 10, r: 8, p: 1 }
const judge = (text: string, context: string[] = []): string => {
  try {
    refuseWeakPassphrase(text, context)
    return 'fine'
  } catch (error) {
    return error instanceof Problem ? error.code : 'fault'
  }
}
const screen = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../web/screens', `${name}.tsx`), 'utf8')

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())

const change = async (current: string, next: string) => {
  const headers = await city.cookieOf('cem@valmare.example')
  const payload = { current, passphrase: next }
  const url = '/api/v1/session/passphrase'
  return city.app.inject({ method: 'PUT', url, headers, payload })
}

describe('the twelve rules of passphrases (SEC-06)', () => {
  test('1: shorter than the least is refused, and the least is more than eight', () => {
    expect(judge('kettle 9 dx')).toBe('passphrase_too_short')
    expect(judge('kettle 9 dxq')).toBe('fine')
  })
  test('2 and 3: members change it themselves, with the present one', async () => {
    const next = 'nine herons above the weir'
    expect((await change('not the present one', next)).json().code).toBe('passphrase_not_yours')
    expect((await change(passphrase, next)).statusCode).toBe(204)
    await city.db.owner.query(`update auth.credentials set hash = $1 where member_id = 3`, [
      await hashPassphrase(passphrase, cheap),
    ])
  })
  test('4: what many people choose is refused: all sentences of the list, all pairs of its words', () => {
    const long = commonPassphrases.filter((one) => [...one].length >= 12)
    expect(long.length).toBeGreaterThan(140)
    expect(long.filter((one) => judge(one) !== 'passphrase_too_common')).toEqual([])
    const pairs = commonWords.flatMap((one, at) =>
      [7, 31, 83].map((step) => `${one} ${commonWords[(at + step) % commonWords.length]}2024!`),
    )
    const passed = pairs.filter((one) => [...one].length >= 12 && judge(one) === 'fine')
    expect(pairs.length).toBeGreaterThan(500)
    expect(passed).toEqual([])
  })
  test.each([
    ['p4$$w0rd-p4$$w0rd', 'passphrase_too_common'],
    ['W1nt3r is C0ming!!', 'passphrase_too_common'],
    ['TO BE, OR NOT TO BE', 'passphrase_too_common'],
    ['Alle meine Entchen 12', 'passphrase_too_common'],
    ['En un lugar de la Mancha', 'passphrase_too_common'],
    ['winter comes to the blue mill', 'fine'],
  ])('4: %j is %s', (text, judged) => {
    expect(judge(text)).toBe(judged)
  })
  test('5: any characters, none demanded', () => {
    for (const one of [
      'only small letters here',
      '9038 5527 1146 8203',
      'ωκεανός και βροχή',
      '🍏🚋🌧️🪟🧦🎈🪁🧭🕯️🪴🥁🧩🪻',
    ])
      expect([one, judge(one)]).toEqual([one, 'fine'])
  })
  test('6 and 7: fields hide it, show it on wish, and let it be pasted and filled in', () => {
    for (const name of ['sign-in', 'invitation']) {
      const text = screen(name)
      expect(text).toContain('<PasswordInput')
      expect(text).toContain('visibilityToggleButtonProps')
      expect(text).toMatch(/autoComplete="(current|new)-password"/)
      expect(text).not.toMatch(/onPaste|maxLength/)
    }
  })
  test('8: compared exactly as it was typed, neither cut nor changed in its letters', async () => {
    const long = `${'violet tram '.repeat(20)}A`
    const hash = await hashPassphrase(long, cheap)
    expect(await fitsPassphrase(long, hash)).toBe(true)
    for (const other of [long.slice(0, -1), long.toLowerCase(), ` ${long}`, long.slice(0, 72)])
      expect(await fitsPassphrase(other, hash)).toBe(false)
  })
  test('9: at least 64 characters, up to 1,024', () => {
    const words = Array.from({ length: 200 }, (_, at) => `mill${at}`).join(' ')
    expect(judge(words.slice(0, 64))).toBe('fine')
    expect(judge(words.slice(0, 1024))).toBe('fine')
  })
  test('10: none ends by its age', async () => {
    await city.db.owner.query(`update auth.credentials set changed_at = now() - interval '9 years'`)
    expect((await city.signIn('cem@valmare.example')).statusCode).toBe(201)
  })
  test('11: names that stand in public are no passphrase', () => {
    const context = ['Cem Worker', 'cem@valmare.example', 'Prison Leuvenhof', 'Valmare']
    for (const one of ['Leuvenhof-Valmare', 'cem worker valmare', 'V4lm4re L3uvenhof 1'])
      expect([one, judge(one, context)]).toEqual([one, 'passphrase_too_common'])
  })
  test('12: known ones are refused at each place where one is set, without asking anybody outside', async () => {
    expect((await change(passphrase, 'correct horse battery staple')).json().code).toBe(
      'passphrase_too_common',
    )
    const invited = await city.cookieOf('ada@valmare.example')
    const made = await city.app.inject({
      ...{ method: 'POST', url: '/api/v1/invitations', headers: invited, payload: { member: 5 } },
    })
    const token = String(made.json().link).split('#')[1]
    const answer = await city.app.inject({
      ...{ method: 'POST', url: `/api/v1/invitations/${token}` },
      payload: { passphrase: 'the quick brown fox' },
    })
    expect(answer.json().code).toBe('passphrase_too_common')
  })
})
