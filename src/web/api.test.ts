import { afterEach, expect, test, vi } from 'vitest'
import { ApiProblem, api } from './api.ts'

const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** A server that answers only when it is told to. */
function slowServer(status = 201) {
  const answers: (() => void)[] = []
  vi.stubGlobal('document', { documentElement: { lang: 'en' } })
  vi.stubGlobal('fetch', () => {
    const place = answers.length
    return new Promise<Response>((resolve) => {
      answers.push(() => resolve(json(status, { made: place })))
    })
  })
  return { answers, all: () => answers.map((answer) => answer()) }
}

afterEach(() => vi.unstubAllGlobals())

test('a double click sends one request, and both presses get its answer', async () => {
  const server = slowServer()
  const presses = [1, 2].map(() => api.post('/imports/7/apply', { note: 'x' }, { ifMatch: 1 }))
  expect(server.answers).toHaveLength(1)
  server.all()
  expect(await Promise.all(presses)).toEqual([{ made: 0 }, { made: 0 }])
})

test('a press after the answer, another text and another version are requests of their own', async () => {
  const server = slowServer()
  const first = api.post('/questions', { question: 'One?' })
  const other = api.post('/questions', { question: 'Two?' })
  const newer = api.post('/questions', { question: 'One?' }, { ifMatch: 2 })
  server.all()
  expect(await Promise.all([first, other, newer])).toEqual([{ made: 0 }, { made: 1 }, { made: 2 }])
  const again = api.post('/questions', { question: 'One?' })
  expect(server.answers).toHaveLength(4)
  server.all()
  await again
})

test('what was refused can be asked for again', async () => {
  const server = slowServer(422)
  const asked = api.post('/questions', { question: '' })
  server.all()
  await expect(asked).rejects.toBeInstanceOf(ApiProblem)
  const again = api.post('/questions', { question: '' })
  expect(server.answers).toHaveLength(2)
  server.all()
  await expect(again).rejects.toBeInstanceOf(ApiProblem)
})
