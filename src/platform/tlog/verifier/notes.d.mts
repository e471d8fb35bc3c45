export class Refused extends Error {
  readonly code: string
  readonly line: number
}
