import { expect, test } from 'vitest'
import { makeHttpWorld } from '../../tests/world-http.ts'
import { silentLog } from '../platform/log.ts'
import { openPractice } from './practice.ts'

const place = {
  dataDir: '/tmp/throughcare-nowhere',
  host: 'localhost',
  port: 8080,
  origin: 'http://localhost:8080',
}

test('behind a proxy the practice city needs a name of its own, so a human starts it', async () => {
  const practice = openPractice({ ...place, trustedProxies: ['192.0.2.1'] }, silentLog)
  expect(practice.describe()).toEqual({
    state: 'by_hand',
    origin: null,
    command: 'npm start -- --demo --port 8081 --data /tmp/throughcare-nowhere/practice',
  })
  await expect(practice.start()).rejects.toMatchObject({ code: 'practice_by_hand' })
})

test('elsewhere it is off until somebody starts it, and ending what does not run is nothing', async () => {
  const practice = openPractice({ ...place, trustedProxies: [] }, silentLog)
  expect(practice.describe()).toMatchObject({ state: 'off', origin: null })
  await practice.stop()
})

test('only those who steer the set-up start or end it; everybody sees whether it runs', async () => {
  const world = await makeHttpWorld()
  try {
    expect((await world.get('police', '/practice')).body.state).toBe('by_hand')
    expect((await world.post('police', '/practice', {})).body.code).toBe('steering_only')
    expect((await world.post('city', '/practice', {})).body.code).toBe('practice_by_hand')
  } finally {
    await world.close()
  }
})
