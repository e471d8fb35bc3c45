import type { KeptWordings } from '../modules/items/wording/vocabulary.ts'
import { askForProof } from './ask-proof.ts'
import { askAbout, headerOf } from './ask-wordings.ts'
import { noteConnection } from './connection.ts'
import { purposeNow } from './purpose.ts'

const BASE = '/api/v1'

/** One thing that the server refused: a stable code, the field it concerns, values for the words. */
export interface ProblemPart {
  readonly code: string
  readonly field?: string
  readonly values?: Record<string, string | number>
  readonly sentence?: string
}

/** A refusal of the server that a person can act on (RFC 9457), with words at `problems.<code>`. */
export class ApiProblem extends Error implements ProblemPart {
  readonly status: number
  readonly code: string
  readonly field?: string
  readonly values?: Record<string, string | number>
  readonly sentence?: string
  readonly errors: readonly ProblemPart[]
  /** Anything else the server said, for example `current` beside a 412. */
  readonly extra: Record<string, unknown>
  readonly requestId?: string

  constructor(status: number, body: Record<string, unknown>, requestId?: string) {
    const text = (key: string) =>
      typeof body[key] === 'string' ? (body[key] as string) : undefined
    const code = text('code') ?? 'unexpected'
    super(`${status} ${code}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.field = text('field')
    this.sentence = text('detail') ?? text('title')
    this.values = body.values as Record<string, string | number> | undefined
    this.errors = Array.isArray(body.errors) ? body.errors.map(readPart) : []
    this.extra = body
    this.requestId = requestId ?? text('requestId')
  }
}

function readPart(part: { code: string; field?: string; detail?: string }): ProblemPart {
  return { code: part.code, field: part.field, sentence: part.detail }
}

/** The server could not be reached: nothing was done, what was typed is still there. */
export class NoConnection extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached', { cause })
    this.name = 'NoConnection'
  }
}

export interface CallOptions {
  signal?: AbortSignal
  /** Version that the change is based on: an ETag, or the version number of what was read. */
  ifMatch?: string | number
  /** One key per form that was opened, so that a double click creates one thing. */
  idempotencyKey?: string
  /** Why wordings stay that the check asked about. */
  kept?: KeptWordings
  /** Goes on although the page is being left. */
  keepalive?: boolean
  /** A 401 answers an ordinary question here (who is signed in) and must not lead to the sign-in. */
  quiet401?: boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const etags = new Map<string, string>()
let onSignedOut: () => void = () => {}
let onFactorOwed: () => void = () => {}

/** Says what happens when a session has ended: the frame leads to the sign-in and keeps the path. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}

/** Says what happens when the session owes a second factor and may do nothing else. */
export function whenFactorOwed(act: () => void): void {
  onFactorOwed = act
}

/** A new key for a form; kept until its answer has come. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}

const underWay = new Map<string, Promise<unknown>>()

/**
 * One call of the interface; `api` and the generated client stand on it. The same change asked for
 * again while it is under way, as by a double click, is the one request: both get its answer.
 */
export function call<T>(
  method: Method,
  path: string,
  body: unknown,
  options: CallOptions = {},
): Promise<T> {
  if (method === 'GET' || options.signal) return sendAndAsk<T>(method, path, body, options)
  const { ifMatch, idempotencyKey } = options
  const what = JSON.stringify([method, path, body, ifMatch, idempotencyKey])
  const asked = underWay.get(what) as Promise<T> | undefined
  if (asked) return asked
  const answer = sendAndAsk<T>(method, path, body, options).finally(() => underWay.delete(what))
  underWay.set(what, answer)
  return answer
}

/**
 * Where the server asks why a wording stays, or wants to know that it is still the same person, that person is
 * asked, and the same call goes again.
 */
async function sendAndAsk<T>(
  method: Method,
  path: string,
  body: unknown,
  options: CallOptions,
): Promise<T> {
  try {
    return await send<T>(method, path, body, options)
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'step_up_needed' && (await askForProof()))
      return sendAndAsk<T>(method, path, body, options)
    if (!(error instanceof ApiProblem) || error.code !== 'wording_reason_missing') throw error
    const kept = await askAbout(error.extra, body)
    if (!kept) throw error
    const said = [...(options.kept ?? []), ...kept]
    return sendAndAsk<T>(method, path, body, { ...options, kept: said })
  }
}

async function send<T>(
  method: Method,
  path: string,
  body: unknown,
  options: CallOptions,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.ifMatch !== undefined) headers['if-match'] = etagOf(options.ifMatch)
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  if (options.kept) headers['x-kept-wordings'] = headerOf(options.kept)
  const purpose = purposeNow()
  if (purpose) headers['x-purpose'] = purpose
  const language = document.documentElement.lang
  if (language) headers['accept-language'] = language
  let response: Response
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      keepalive: options.keepalive,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    noteConnection(false)
    throw new NoConnection(error)
  }
  noteConnection(true)
  return read<T>(response, path, options)
}

async function read<T>(response: Response, path: string, options: CallOptions): Promise<T> {
  const requestId = response.headers.get('x-request-id') ?? undefined
  const type = response.headers.get('content-type') ?? ''
  const body = type.includes('json') ? await response.json() : undefined
  if (!response.ok) {
    const problem = new ApiProblem(response.status, body ?? {}, requestId)
    if (response.status === 401 && !options.quiet401) onSignedOut()
    if (problem.code === 'second_factor_needed') onFactorOwed()
    throw problem
  }
  const etag = response.headers.get('etag')
  if (etag) etags.set(path, etag)
  return body as T
}

/** A version number travels as a strong ETag: 4 becomes "4". */
function etagOf(version: string | number): string {
  const text = String(version)
  return text.startsWith('"') || text === '*' ? text : `"${text}"`
}

/** The calls of all screens; paths are below `/api/v1`. */
export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body: unknown = {}, options?: CallOptions) =>
    call<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: CallOptions) =>
    call<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: CallOptions) =>
    call<T>('PATCH', path, body, options),
  delete: <T>(path: string, options?: CallOptions) => call<T>('DELETE', path, undefined, options),
  /** The ETag that came with the last answer for this path. */
  etag: (path: string) => etags.get(path),
}

/** Writes a query string and leaves out what is not set. */
export function query(values: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}
