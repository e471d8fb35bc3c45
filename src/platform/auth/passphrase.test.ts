import { expect, test } from 'vitest'
import { Problem } from '../errors.ts'
import { fitsPassphrase, hashPassphrase, isOutdated, refuseWeakPassphrase } from './passphrase.ts'

const cheap = { ln: 10, r: 8, p: 1 }
const context = ['Ada Lovelace', 'ada@valmare.example', 'Housing Office North', 'Valmare']

function judge(passphrase: string): string {
  try {
    refuseWeakPassphrase(passphrase, context)
    return 'fine'
  } catch (error) {
    return error instanceof Problem ? error.code : 'fault'
  }
}

test.each([
  ['kettle rain', 'passphrase_too_short'],
  ['kettle rain!', 'fine'],
  ['a'.repeat(1025), 'passphrase_too_long'],
  ['violet tram beside the quiet mill', 'fine'],
  ['correct horse battery staple', 'passphrase_too_common'],
  ['Password2024!', 'passphrase_too_common'],
  ['passwortpasswort', 'passphrase_too_common'],
  ['1234567890123', 'passphrase_too_common'],
  ['qwertyuiop1234', 'passphrase_too_common'],
  ['aaaaaaaaaaaaaa', 'passphrase_too_common'],
  ['kjhxkjhxkjhxkjhx', 'passphrase_too_common'],
  ['Valmare2026!!!', 'passphrase_too_common'],
  ['ada-lovelace-2026', 'passphrase_too_common'],
  ['housing office north', 'passphrase_too_common'],
  ['sieben Lampen über dem Kanal', 'fine'],
  ['семь фонарей над каналом', 'fine'],
  ['سبعة مصابيح فوق القناة', 'fine'],
  ['🍏🚋🌧️🪟🧦🎈🪁🧭🕯️🪴🥁🧩🪻', 'fine'],
  ['   spaces   are   fine   ', 'fine'],
])('the passphrase %j is %s', (passphrase, judged) => {
  expect(judge(passphrase)).toBe(judged)
})

test('a passphrase fits its own hash and no other, and two hashes of it differ', async () => {
  const [one, two] = [
    await hashPassphrase('kettle rain', cheap),
    await hashPassphrase('kettle rain', cheap),
  ]
  expect(one).not.toBe(two)
  expect(await fitsPassphrase('kettle rain', one)).toBe(true)
  expect(await fitsPassphrase('kettle rein', one)).toBe(false)
  expect(isOutdated(one)).toBe(true)
})

test('the same letters typed on another keyboard are the same passphrase', async () => {
  const hash = await hashPassphrase('caf\u00e9 au lait noir', cheap)
  expect(await fitsPassphrase('cafe\u0301 au lait noir', hash)).toBe(true)
})

test.each([
  null,
  '',
  'plain text',
  '$scrypt$ln=10,r=8,p=1$$',
  '$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$',
])('nothing fits the hash %j', async (hash) => {
  expect(await fitsPassphrase('', hash)).toBe(false)
})

test('a crowd at the door is told to come back, and the door works again afterwards', async () => {
  const hash = await hashPassphrase('kettle rain', cheap)
  const answers = await Promise.allSettled(
    Array.from({ length: 60 }, () => fitsPassphrase('kettle rain', hash)),
  )
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(18)
  expect(refused[0]?.reason).toMatchObject({ status: 503, code: 'sign_in_busy' })
  expect(await fitsPassphrase('kettle rain', hash)).toBe(true)
})
