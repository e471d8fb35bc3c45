import type { Databases } from '../../../platform/db/connections.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { openLeadWords, sealLeadWords } from '../../timeline/service/lead-words.ts'
import { hashOfCode } from '../links/code.ts'
import { type QuestionRead, readQuestion, saveLinkAnswer } from '../queries/links.ts'

/** What an agency without account sees of an offer: the least with which it can answer. */
export interface LinkQuestion extends Omit<QuestionRead, 'key' | 'words'> {
  /** Whom it is about, only where the agreement lets this agency know who somebody is. */
  person: string | null
}

type Place = Pick<Databases, 'gate' | 'keys'>

/**
 * The question behind a code; null for an unknown, used, withdrawn and expired code alike. Each opening
 * is written into the log of the case; to look once more for the answer itself is none.
 */
export async function openByLink(
  { gate, keys }: Place,
  code: string,
  opening = true,
): Promise<LinkQuestion | null> {
  const hash = hashOfCode(code)
  const read = hash && (await readQuestion({ gate }, hash, opening))
  return read ? shown(keys, read) : null
}

function shown(keys: Keyring, { key, words, ...question }: QuestionRead): LinkQuestion {
  const said = openLeadWords(keys, question.authority, { id: question.lead, key, words })
  return { ...question, person: said.person?.name ?? null }
}

/** What the agency says: its answer, who says so, and why not. */
export interface LinkAnswer {
  outcome: 'accepted' | 'declined'
  name: string
  reason: string
}

/**
 * The one answer of an agency without account; null for a code that is over. It counts as the agency's
 * own, given by link; the name of who said it and the reason are sealed under the key of the offer.
 */
export async function answerByLink(
  databases: Place,
  code: string,
  { outcome, name, reason }: LinkAnswer,
): Promise<LinkQuestion | null> {
  const hash = hashOfCode(code)
  const read = hash && (await readQuestion(databases, hash, false))
  if (!hash || !read?.key) return null
  const key = databases.keys.dataKey(read.authority, Buffer.from(read.key, 'hex'))
  const saidBy = JSON.stringify({ name, on: read.today })
  const answered = await saveLinkAnswer(databases, hash, {
    outcome,
    reason: reason ? sealLeadWords(key, read.lead, 'reason', reason) : null,
    saidBy: sealLeadWords(key, read.lead, 'said_by', saidBy),
  })
  return answered ? shown(databases.keys, read) : null
}
