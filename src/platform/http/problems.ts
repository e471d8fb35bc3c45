import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { describeFault } from '../fault.ts'
import type { Log } from '../log.ts'
import type { FieldProblem } from './issues.ts'
import type { Words } from './words.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Language of the answer: that of the screen; else the member's own where it is known, else what the browser asks for. */
    language: string
    /** A word of a file that the server writes, in the reader's language. */
    say(id: string, values?: Record<string, string | number>): string
  }
}

/** Whatever goes wrong leaves as a problem detail (RFC 9457), in the reader's language. */
export function answerProblems(app: FastifyInstance, words: Words, log: Log): void {
  app.decorateRequest('language', 'en')
  app.decorateRequest('say', function (id, values) {
    return words.say(this.language, id, values)
  })
  app.addHook('onRequest', async (request) => {
    request.language = words.choose(request.headers['accept-language'])
  })
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) reportFault(log, request, error)
    return sendProblem(reply, problem, words)
  })
}

/** Sends a problem; also used where the framework answers before any route was found. */
export function sendProblem(reply: FastifyReply, problem: Problem, words: Words): FastifyReply {
  const { request } = reply
  const { errors, retryAfter, ...extra } = problem.extra ?? {}
  const fields = isFieldProblems(errors) ? errors : fieldOf(problem)
  const language = request.language
  const body = {
    ...extra,
    type: `urn:throughcare:problem:${problem.code}`,
    title: STATUS_CODES[problem.status] ?? 'Problem',
    status: problem.status,
    code: problem.code,
    detail: words.sentence(language, problem.code, problem.values),
    instance: `urn:uuid:${request.id}`,
    ...(problem.field !== undefined && { field: problem.field }),
    ...(problem.values && { values: problem.values }),
    ...(fields.length > 0 && {
      errors: fields.map(({ field, code, values }) => ({
        field,
        code,
        detail: words.sentence(language, code, values),
      })),
    }),
  }
  if (typeof retryAfter === 'number') reply.header('Retry-After', String(retryAfter))
  return reply
    .code(problem.status)
    .header('Content-Language', language)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(body))
}

const frameworkCodes: Record<string, [number, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'content_type_not_supported'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'malformed_request'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'malformed_json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'malformed_json'],
  FST_ERR_BAD_URL: [400, 'malformed_request'],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'not_found'],
}

/** What of an error a client may know: a problem as it is, of a fault nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code = '', statusCode } = (error ?? {}) as Partial<FastifyError>
  const known = frameworkCodes[code]
  if (known) return new Problem(...known)
  if (error instanceof SyntaxError && statusCode === 400) return new Problem(400, 'malformed_json')
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'malformed_request')
  return new Problem(500, 'unexpected')
}

function reportFault(log: Log, request: FastifyRequest, error: unknown): void {
  log.error('request failed', {
    request: request.id,
    method: request.method,
    route: request.routeOptions.url ?? null,
    ...describeFault(error),
  })
}

const fieldOf = (problem: Problem): FieldProblem[] =>
  problem.field === undefined
    ? []
    : [
        {
          field: problem.field,
          code: problem.code,
          ...(problem.values && { values: problem.values }),
        },
      ]

const isFieldProblems = (value: unknown): value is FieldProblem[] => Array.isArray(value)
