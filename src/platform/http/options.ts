import type { Databases } from '../db/connections.ts'
import type { Log } from '../log.ts'
import type { SystemOperations } from './system-keys.ts'
import type { Words } from './words.ts'

/** How many requests are answered; false lifts every limit and is meant for the bench alone. */
export type RateLimits = false | { perSession: number; perAddress: number; signIn: number }

export const usualRateLimits: RateLimits = { perSession: 600, perAddress: 6000, signIn: 60 }

export interface HttpOptions {
  databases: Databases
  log: Log
  words: Words
  /** Where browsers find the service; the first is the public one, others are for development. */
  origins: readonly [string, ...string[]]
  tls?: { cert: string; key: string }
  /** Addresses of proxies whose forwarding headers are believed; of others they are ignored. */
  trustedProxies: readonly string[]
  rateLimits: RateLimits
  /** What keys of partners' systems open; without it nothing. */
  systemOperations?: SystemOperations
  /** Everything here is invented; its sessions are kept apart from those of a real city. */
  practice?: boolean
}
