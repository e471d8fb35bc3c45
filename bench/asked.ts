/** One request of a measurement, ready to be sent. */
export interface Asked {
  method: 'GET' | 'POST'
  path: string
  token: string
  body?: string
  /** The version that the writer has seen. */
  version?: number
}

/** One way of working that is measured. */
export interface Task {
  name: string
  asked: Asked[]
  /** Each request can succeed once only: an answer, a save. */
  once: boolean
  /** Entries of the access log are sealed meanwhile, where there is a log. */
  sealing?: boolean
  /** The rows behind it and nothing else, asked by a plain statement. */
  plain: Plain
  /** What is worth knowing about the figures, such as how many persons a search finds. */
  note?: string
}

export interface Plain {
  text: string
  values: unknown[][]
}

/** Times of one measurement, in milliseconds. */
export interface Measured {
  answers: number
  perSecond: number
  p50: number
  p95: number
  longest: number
  errors: number
  /** The first answer that was not a success, to say why. */
  refusal?: string
}

/** What the loading process is told, one after the other. */
export type LoadOrder =
  | {
      kind: 'http'
      port: number
      asked: Asked[]
      once: boolean
      clients: number
      seconds: number
    }
  | { kind: 'plain'; plain: Plain; connection: object; clients: number; seconds: number }

/** The times in figures; the slowest twentieth begins at `p95`. */
export function summarise(times: number[], seconds: number, errors: number): Measured {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return {
    answers: sorted.length,
    perSecond: seconds > 0 ? sorted.length / seconds : 0,
    p50: at(0.5),
    p95: at(0.95),
    longest: at(1),
    errors,
  }
}
