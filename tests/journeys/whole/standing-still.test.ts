import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { browse } from '../browser.ts'
import { prepareVisits, routes, type Visit } from '../routes.ts'

const browsing = browse()
let visit: Visit
beforeAll(async () => {
  visit = await prepareVisits(browsing)
})

/** From frame to frame: whatever can be pressed and lies in the window stays where it was first seen. */
function watchPlaces(): void {
  const first = new WeakMap<Element, DOMRect>()
  const moved = new Map<string, number>()
  const pressable = ['a[href]', 'button', 'input', 'select', 'textarea:not([aria-hidden])'].join()
  Object.assign(window, { moved })
  const look = () => {
    for (const one of document.querySelectorAll(pressable)) {
      const box = one.getBoundingClientRect()
      const inside = box.width > 1 && box.bottom > 0 && box.top < innerHeight
      const was = first.get(one)
      if (inside && !was) first.set(one, box)
      if (!inside || !was) continue
      const by = Math.max(Math.abs(box.top - was.top), Math.abs(box.left - was.left))
      const words = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)
      const name = `${one.tagName} ${one.id} ${words}`
      if (by >= 4) moved.set(name, Math.max(Math.round(by), moved.get(name) ?? 0))
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

// Each answer of a page comes a quarter of a second after the one before it, in the order in which they were asked for.
for (const who of new Set(routes.map(([, reader]) => reader)))
  test(`nothing that can be pressed moves while answers come one by one (${who ?? 'signed out'})`, async () => {
    const page = who ? await browsing.signedIn(who) : await browsing.outside()
    await page.addInitScript(watchPlaces)
    let asked = 0
    await page.route('**/api/**', async (route) => {
      asked += 1
      await pause(Math.min(250 * asked, 2000))
      // A page that was left does not wait for its answers.
      await route.continue().catch(() => undefined)
    })
    for (const [path, reader] of routes)
      if (reader === who) {
        asked = 0
        await visit(page, path)
        await page.waitForTimeout(400)
        const moved = await page.evaluate(() => [
          ...(window as unknown as { moved: Map<string, number> }).moved,
        ])
        expect.soft(moved, path).toEqual([])
      }
  })
