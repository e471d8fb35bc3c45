import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { Questions } from '../protect-contract.ts'
import {
  findQuestionKey,
  readQuestions,
  saveQuestion,
  saveQuestionAnswer,
} from '../queries/protect.ts'

/** Anybody asks the coordination desk. Nothing is looked up, so nothing is confirmed. */
export async function askDesk(tx: ActorTx, question: string): Promise<{ id: string }> {
  const id = randomUUID()
  const key = tx.actor.keys.newDataKey(tx.actor.authority)
  await saveQuestion(tx, id, key.wrapped, seal(key.key, question, `desk_questions.question:${id}`))
  return { id }
}

/** The desk answers once, in words. */
export async function answerQuestion(
  tx: ActorTx,
  id: string,
  version: number,
  answer: string,
): Promise<{ done: true }> {
  const wrapped = await findQuestionKey(tx, id)
  if (!wrapped) throw notFound('question')
  const key = tx.actor.keys.dataKey(tx.actor.authority, wrapped)
  await saveQuestionAnswer(tx, id, version, seal(key, answer, `desk_questions.answer:${id}`))
  return { done: true }
}

/** My questions, and those that my desk answers; what waits comes first. */
export async function listQuestions(reader: Reader): Promise<Questions> {
  const { authority, rows, agencies } = await readQuestions(reader)
  const book = agencyBook(agencies)
  const questions = rows.map(({ key, agency, question, answer, ...row }) => {
    const opened = reader.keys.dataKey(authority, Buffer.from(key, 'hex'))
    const words = (sealed: string, what: string) =>
      open(opened, Buffer.from(sealed, 'hex'), `desk_questions.${what}:${row.id}`)
    return {
      ...row,
      agency: book.get(agency),
      question: words(question, 'question'),
      answer: answer === null ? null : words(answer, 'answer'),
    }
  })
  return { questions }
}
