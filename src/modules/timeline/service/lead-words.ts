import { z } from 'zod'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import type { PersonIdentified } from '../contract.ts'
import type { LeadRead } from './lead-read.ts'

const Words = z.object({
  note: z.string().nullish(),
  person: z
    .object({ initials: z.string(), name: z.string().nullable(), birth: z.string().nullish() })
    .nullish(),
})

const SaidBy = z.object({ name: z.string(), on: z.iso.date() })

/** The words around an offer, opened for those who may read the offer. */
export interface LeadWords {
  note: string | null
  /** Whom the offer is about, told by the asker to who does not sit on the case yet. */
  person: PersonIdentified | null
  reason: string | null
  saidBy: string | null
}

type Sealed = Pick<LeadRead, 'id' | 'key' | 'words'> & Partial<Pick<LeadRead, 'reason' | 'saidBy'>>

/** Opens what was said with an offer and with its answer. */
export function openLeadWords(keys: Keyring, authority: number, lead: Sealed): LeadWords {
  if (!lead.key) return { note: null, person: null, reason: null, saidBy: null }
  const key = keys.dataKey(authority, Buffer.from(lead.key, 'hex'))
  const read = (sealed: string | null | undefined, kind: string) =>
    sealed ? open(key, Buffer.from(sealed, 'hex'), `leads.${kind}:${lead.id}`) : null
  const words = parse(Words, read(lead.words, 'words'))
  return {
    note: words?.note ?? null,
    person: words?.person ? { ...words.person, birth: words.person.birth ?? null } : null,
    reason: read(lead.reason, 'reason'),
    saidBy: parse(SaidBy, read(lead.saidBy, 'said_by'))?.name ?? null,
  }
}

/** Closes one kind of words for one offer. */
export const sealLeadWords = (
  key: Buffer,
  id: string,
  kind: 'words' | 'reason' | 'said_by',
  text: string,
): Buffer => seal(key, text, `leads.${kind}:${id}`)

function parse<T>(schema: z.ZodType<T>, text: string | null): T | null {
  return text === null ? null : schema.parse(JSON.parse(text))
}
