import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { languages } from '../../src/web/languages.ts'

/**
 * Collects what the interface answers to this page: names, references, notes. They are data and stand
 * on the screen as they are; codes and sentences of the interface are not data.
 */
export function gatherData(page: Page): Set<string> {
  const data = new Set<string>()
  page.on('response', async (response) => {
    if (!response.url().includes('/api/v1/') || response.request().method() === 'HEAD') return
    if (!(response.headers()['content-type'] ?? '').includes('application/json')) return
    const body: unknown = await response.json().catch(() => undefined)
    gather(body, '', data)
  })
  return data
}

function gather(value: unknown, key: string, data: Set<string>): void {
  if (typeof value === 'string') {
    if (key !== 'sentence' && !/^[a-z][a-z0-9_]*$/.test(value)) data.add(value.trim())
  } else if (Array.isArray(value)) for (const one of value) gather(one, key, data)
  else if (value && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) gather(one, name, data)
}

/** Every word that a reader meets: text, names of controls, placeholders, titles. */
function wordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title]
    const seen = (element: Element | null) =>
      element?.checkVisibility({ visibilityProperty: true }) === true &&
      element.closest('kbd, pre, [lang]:not(html)') === null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (seen(node.parentElement) && node.textContent?.trim()) found.push(node.textContent)
    }
    for (const element of document.querySelectorAll('*')) {
      if (!seen(element)) continue
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
        const value = element.getAttribute(name)
        if (value) found.push(value)
      }
    }
    return found
  })
}

/** Written by the browser's own calendar and lists in English, which have no pseudo form. */
const calendar = calendarWords()

function calendarWords(): Set<string> {
  const words = new Set(['and', 'at', 'in', 'days', 'day', 'ago', 'today', 'tomorrow', 'yesterday'])
  for (let number = 0; number < 12; number += 1) {
    for (const style of ['short', 'long'] as const) {
      const month = new Date(Date.UTC(2026, number, 15))
      const day = new Date(Date.UTC(2026, 0, 1 + number))
      words.add(new Intl.DateTimeFormat('en-GB', { month: style }).format(month))
      words.add(new Intl.DateTimeFormat('en-GB', { weekday: style }).format(day))
    }
  }
  for (const name of displayNames()) words.add(name)
  return words
}

/** Languages and countries, as the browser writes them. */
function displayNames(): readonly string[] {
  const languages = new Intl.DisplayNames('en-GB', { type: 'language' })
  const countries = new Intl.DisplayNames('en-GB', { type: 'region' })
  const spoken = 'en nl fr de ar tr es pl ru it pt ro fa ps ti so uk'.split(' ')
  return [
    ...spoken.map((code) => languages.of(code) ?? code),
    ...['BE', 'FR', 'NL', 'DE', 'ES', 'IT', 'GB'].map((code) => countries.of(code) ?? code),
  ]
}

const requestNumber = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** In the circle of a member. */
const initials = /^[A-Z]{2}$/

/** No word of the product itself is left in plain English; what remains is data. */
export async function expectTranslated(
  page: Page,
  data: ReadonlySet<string>,
  language: 'en-XA' | 'ar-XB',
  state: string,
): Promise<void> {
  let left = await plainWords(page, data, language)
  // An answer may stand on the screen a moment before it has been gathered here.
  for (let tries = 0; left.length > 0 && tries < 150; tries += 1) {
    await page.waitForTimeout(200)
    left = await plainWords(page, data, language)
  }
  expect.soft([...new Set(left)], `untranslated in ${language}: ${state}`).toEqual([])
}

async function plainWords(
  page: Page,
  data: ReadonlySet<string>,
  language: 'en-XA' | 'ar-XB',
): Promise<string[]> {
  const names = languages.map(({ name }) => name)
  const known = [...data, ...names, ...displayNames()]
    .filter((value) => value.length > 1)
    .sort((a, b) => b.length - a.length)
  return (await wordsOn(page)).flatMap((text) => {
    // In ar-XB each translated word stands in an isolate of its own.
    let rest = language === 'ar-XB' ? text.replaceAll(/\u2066[^\u2069]*\u2069/g, ' ') : text
    rest = rest.replaceAll(requestNumber, ' ')
    for (const value of known) if (rest.includes(value)) rest = rest.replaceAll(value, ' ')
    const plain = rest.match(/\p{L}+/gu) ?? []
    const odd = plain.filter(
      (word) => /^[A-Za-z]{2,}$/.test(word) && !calendar.has(word) && !initials.test(word),
    )
    return odd.length > 0 ? [`${odd.join(' ')} in "${text.trim().slice(0, 90)}"`] : []
  })
}
