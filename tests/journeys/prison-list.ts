import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { today } from '../zone.ts'

const delivered = Date.UTC(2026, 10, 16)
const day = 86_400_000
const release = /;(\d\d)\/(\d\d)\/(\d{4})(?=;(?:fixe|pr.vue|au plus))/g

/**
 * The list of the registry of Roncy as if it had been delivered today: each release lies as far from
 * today as it lay from the day of delivery, so that the journey is the same in every year. Dates that
 * do not exist stay as they are.
 */
export function listDeliveredToday(): Buffer {
  const path = join(import.meta.dirname, '..', 'fixtures', 'prison-lists', 'be-greffe-v1.csv')
  const days = Math.round((Date.parse(`${today()}T00:00:00Z`) - delivered) / day)
  const shifted = readFileSync(path, 'latin1').replaceAll(release, (whole, d, m, y) => {
    const on = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)))
    if (on.getUTCDate() !== Number(d)) return whole
    const [year, month, date] = new Date(on.getTime() + days * day)
      .toISOString()
      .slice(0, 10)
      .split('-')
    return `;${date}/${month}/${year}`
  })
  return Buffer.from(shifted, 'latin1')
}
