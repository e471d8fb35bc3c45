export interface Verified {
  origin: string
  size: number
  root: string
  events: number
  gone: number
  witnesses: { name: string; second: number }[]
  /** A range of neighbours is complete; single entries are only each proven to be there. */
  proofs: 'range' | 'each'
  quorum: number
  earlier: number[]
  made: string
  trusted: boolean
  keys: string[]
}
export interface VerifyWish {
  trust?: string[]
  quorum?: number
  known?: { size: number; root: Uint8Array }
}
export function verifyExport(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  wish?: VerifyWish,
): Promise<Verified>
