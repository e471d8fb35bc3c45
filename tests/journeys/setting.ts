import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { today } from '../zone.ts'

interface Answer {
  status: number
  body: Record<string, unknown>
}

/** Asks the interface as the member of this page; for what a journey is not about. */
export function ask(page: Page, path: string): Promise<Answer> {
  return send(page, 'GET', path)
}

/** Sends to the interface as the member of this page, whatever the page shows; it may still be empty. */
export async function send(
  page: Page,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await page.request.fetch(`/api/v1${path}`, {
    ...{ method, headers },
    ...(body !== undefined && { data: body }),
  })
  const text = await answer.text()
  return { status: answer.status(), body: text ? JSON.parse(text) : {} }
}

interface NoticeLine {
  id: string
  version: number
  status: string
  residence: string
  release: { on: string | null; certainty: string }
}

/** A day so many days from today, counted on the calendar of the city. */
export const dayFromNow = (days: number): string =>
  new Date(Date.parse(`${today()}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** A fresh case with nothing offered yet, opened from a notice by this coordinator. */
export async function newCase(page: Page): Promise<string> {
  const listed = await ask(page, '/notices?residence=city&limit=200')
  const notice = (listed.body.notices as NoticeLine[])
    .filter(({ status, release }) => status === 'waiting' && (release.on ?? '') > dayFromNow(30))
    .at(-1)
  if (!notice)
    throw new Error('The demo city has no notice left with a release in a month or later')
  const { body } = await ask(page, '/arrangements')
  const [arrangement] = body.arrangements as { clauses: { id: number; category: string }[] }[]
  const clause = arrangement?.clauses.find(({ category }) => category === 'lead')
  const opened = await send(
    page,
    'POST',
    `/notices/${notice.id}/case`,
    {
      clauseId: clause?.id,
      reason: 'Asked for help with the first weeks',
      informed: { state: 'informed', on: dayFromNow(0), how: 'talk', language: 'nl' },
      notSameAs: await likelyOf(page, notice.id),
    },
    { 'if-match': `"${notice.version}"`, 'idempotency-key': crypto.randomUUID() },
  )
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  return String(opened.body.ref)
}

async function likelyOf(page: Page, notice: string): Promise<string[]> {
  const { body } = await ask(page, `/notices/${notice}`)
  return ((body.likely ?? []) as { personId: string }[]).map(({ personId }) => personId)
}
