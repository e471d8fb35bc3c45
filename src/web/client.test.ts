import { expect, test } from 'vitest'
import { writeClient, writeType } from '../../scripts/generate-client.mjs'

const version = { type: 'integer' }
const body = {
  type: 'object',
  required: ['outcome'],
  properties: { outcome: { enum: ['accepted', 'declined'] }, reason: { type: 'string' } },
}
const json = (schema: object) => ({ content: { 'application/json': { schema } } })

const client = writeClient({
  paths: {
    '/api/v1/leads/{id}/answer': {
      post: {
        operationId: 'answerLead',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: { required: true, ...json(body) },
        responses: {
          200: json({ type: 'object', required: ['version'], properties: { version } }),
        },
      },
    },
    '/api/v1/releases': {
      get: {
        operationId: 'listReleases',
        parameters: [{ name: 'weeks', in: 'query', schema: { type: 'integer' } }],
        responses: { 204: {} },
      },
    },
  },
})

test('an operation becomes a function with its path, its body and its answer', () => {
  expect(client).toContain('path: { id: string }')
  expect(client).toContain('body: { outcome: "accepted" | "declined"; reason?: string }')
  expect(client).toContain('export type AnswerLeadAnswer = { version: number }')
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the client's own text
  expect(client).toContain('`/leads/${encodeURIComponent(input.path.id)}/answer`')
})

test('what may be left out of a query may be left out of a call', () => {
  expect(client).toContain('query?: { weeks?: number }')
  expect(client).toContain('listReleases = (input: ListReleasesInput = {}, options?: CallOptions)')
  expect(client).toContain('Promise<ListReleasesAnswer>')
  expect(client).toContain('export type ListReleasesAnswer = undefined')
})

test('an operation without a name is refused', () => {
  expect(() => writeClient({ paths: { '/x': { get: {} } } })).toThrow('operationId')
})

test.each([
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: ['integer', 'null'] }, 'number | null'],
  [{ type: 'array', items: { const: 'lead' } }, 'Array<"lead">'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{ $ref: '#/components/schemas/CaseDetail' }, 'CaseDetail'],
  [{}, 'unknown'],
])('%j reads as %s', (schema, written) => {
  expect(writeType(schema)).toBe(written)
})
