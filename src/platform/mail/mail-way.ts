import { z } from 'zod'
import { open, seal } from '../seal/envelope.ts'
import type { Keyring } from '../seal/keyring.ts'

/** How mail leaves a city. */
export type MailWay =
  | { way: 'file'; sender: string }
  | {
      way: 'smtp'
      host: string
      port: number
      security: 'tls' | 'starttls' | 'none'
      sender: string
      login?: { user: string; password: string }
    }

export const MailWayRow = z.object({
  way: z.enum(['file', 'smtp']),
  host: z.string().nullish(),
  port: z.int().nullish(),
  security: z.enum(['tls', 'starttls', 'none']),
  login: z.string().nullish(),
  sender: z.string().nullish(),
})
export type MailWayRow = z.infer<typeof MailWayRow>

export interface SealedPassword {
  key: Buffer
  password: Buffer
}

const context = (authority: number) => `mail_settings.password:${authority}`

/** Closes the password of the mail server with a key of its own. */
export function sealPassword(keys: Keyring, authority: number, password: string): SealedPassword {
  const { key, wrapped } = keys.newDataKey(authority)
  return { key: wrapped, password: seal(key, password, context(authority)) }
}

/** What is needed to send, the password opened. */
export function openWay(
  keys: Keyring,
  authority: number,
  row: MailWayRow | undefined,
  sealed: SealedPassword | undefined,
  fallbackSender: string,
): MailWay {
  const sender = row?.sender ?? fallbackSender
  if (!row?.host || !row.port || row.way === 'file') return { way: 'file', sender }
  const { host, port, security, login } = row
  const password =
    sealed && open(keys.dataKey(authority, sealed.key), sealed.password, context(authority))
  return {
    ...{ way: 'smtp', host, port, security, sender },
    ...(login && password !== undefined && { login: { user: login, password } }),
  }
}
