import type { Pool } from 'pg'
import { askOnce } from '../db/ask-once.ts'
import { translateDatabaseError } from '../db/errors.ts'

/** One question to the gate's login: a function of schema auth, its values bound, its rows. */
export async function askGate<Row extends object>(
  gate: Pool,
  name: string,
  values: unknown[],
): Promise<Row[]> {
  const places = values.map((_, at) => `$${at + 1}`).join(', ')
  try {
    const { rows } = await askOnce<Row>(gate, {
      name: `auth.${name}`,
      text: `select * from auth.${name}(${places})`,
      values,
    })
    return rows
  } catch (error) {
    throw translateDatabaseError(error)
  }
}
