import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeCertificate } from '../../cli/say-certificate.ts'
import { projectRoot, readConfig } from '../config.ts'
import { checkCertificate } from './certificate.ts'

const folder = join(projectRoot, 'tests/fixtures/certificates')
const file = (name: string) => join(folder, `test-only-${name}`)
const text = (name: string) => readFileSync(file(name), 'utf8')
const desk = { cert: text('desk.crt'), key: text('desk.key') }
const selfSigned = { cert: text('self-signed.crt'), key: text('other.key') }
const now = new Date('2030-01-01')
const problems = (pair: typeof desk, host = 'desk.city.example', at = now) =>
  checkCertificate(pair, host, at).problems

test('a certificate for this name, signed by somebody else, with its own key, is fine', () => {
  expect(checkCertificate(desk, 'desk.city.example', now)).toMatchObject({
    problems: [],
    names: ['desk.city.example', '192.0.2.10'],
    issuer: 'Throughcare test authority',
  })
  expect(problems(desk, '192.0.2.10')).toEqual([])
})

test('what browsers will refuse is named before they do', () => {
  expect(problems(desk, 'desk.other.example')).toEqual(['wrong_name'])
  expect(problems(desk, '192.0.2.11')).toEqual(['wrong_name'])
  expect(problems(desk, 'desk.city.example', new Date('2200-01-01'))).toEqual(['expired'])
  expect(problems(desk, 'desk.city.example', new Date('2020-01-01'))).toEqual(['not_yet'])
  expect(problems(selfSigned)).toEqual(['self_signed'])
  expect(problems({ ...desk, key: selfSigned.key })).toEqual(['key_mismatch'])
  expect(problems({ ...desk, key: 'no key' })).toEqual(['key_unreadable'])
  expect(problems({ ...desk, cert: 'no certificate' })).toEqual(['unreadable'])
  const until = checkCertificate(desk, 'desk.city.example', now).until
  const shortly = new Date(Date.parse(until) - 5 * 86_400_000)
  expect(problems(desk, 'desk.city.example', shortly)).toEqual(['ends_soon'])
})

test('a start with files that fit nothing is refused, in a sentence', () => {
  const start = (cert: string, key: string) => () =>
    readConfig({ 'tls-cert': file(cert), 'tls-key': file(key) }, {})
  expect(start('desk.crt', 'desk.key')).not.toThrow()
  expect(start('desk.crt', 'other.key')).toThrow('config_tls_key_mismatch')
  expect(start('desk.key', 'desk.key')).toThrow('config_tls_not_a_certificate')
  expect(start('desk.crt', 'desk.crt')).toThrow('config_tls_not_a_key')
})

test('the terminal says what browsers will say', () => {
  const origin = 'https://desk.city.example'
  expect(describeCertificate({ origin, tls: desk })).toBe('')
  expect(describeCertificate({ origin, tls: selfSigned })).toContain('signed by nobody but itself')
  expect(describeCertificate({ origin: 'https://desk.other.example', tls: desk })).toContain(
    'is for desk.city.example, 192.0.2.10, and this desk is reached as desk.other.example',
  )
  expect(describeCertificate({ origin: 'http://localhost:8080' })).toBe('')
})
