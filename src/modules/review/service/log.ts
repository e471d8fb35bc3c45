import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { handOutLog } from '../../audit/service/export-log.ts'
import { type LogSeen, readLog, readWatching } from '../../audit/service/witnesses.ts'
import { noteAuditor } from '../../audit/service.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { LogFileQuery, SeenLog } from '../log-contract.ts'
import { listAgencies } from '../queries.ts'

/** The log as a whole and who watches it: what was signed, by whom, what is missing. Sizes and hashes, nobody's name. */
export async function seeLog(tx: ActorTx): Promise<SeenLog> {
  await noteAuditor(tx, 'log.state_read')
  const seen = await readLog(tx)
  const { rules, findings, changes, may } = await readWatching(tx)
  const named = [...(seen?.witnesses ?? []), ...changes].flatMap(({ agencyId }) => agencyId ?? [])
  const book = agencyBook(await listAgencies(tx, named))
  return {
    log: seen ? tell(seen, book) : null,
    findings,
    rules,
    changes: changes.map(({ agencyId, witnessId, arrangementId, ...change }) => ({
      ...change,
      agency: book.find(agencyId),
      arrangement: rules.find((rule) => rule.arrangementId === arrangementId)?.title ?? null,
    })),
    may,
  }
}

function tell(seen: LogSeen, book: ReturnType<typeof agencyBook>): SeenLog['log'] {
  const { logName: name, since, checkpoint, state, witnesses, ...rest } = seen
  return {
    ...{ ...rest, name, path: `/access-log/${name.split('/access-log/')[1] ?? ''}` },
    state: state as NonNullable<SeenLog['log']>['state'],
    since: since?.toISOString() ?? null,
    checkpoint: checkpoint && { ...checkpoint, signedAt: checkpoint.signedAt.toISOString() },
    witnesses: witnesses.map(({ agencyId, askedAt, signedAt, answer, ...witness }) => ({
      ...witness,
      answer: answer as NonNullable<SeenLog['log']>['witnesses'][number]['answer'],
      agency: book.find(agencyId),
      askedAt: askedAt?.toISOString() ?? null,
      signedAt: signedAt?.toISOString() ?? null,
    })),
  }
}

/**
 * The log as a file, written whole in the transaction that logs its leaving and then sent: a log that breaks off in
 * the middle would be a log that does not verify. The file on our disk goes as soon as it was sent.
 */
export async function logAsFile(
  tx: ActorTx,
  here: { dataDir: string },
  wish: z.infer<typeof LogFileQuery>,
): Promise<ReadStream> {
  const lines = await handOutLog(tx, here, wish)
  const folder = join(here.dataDir, 'leaving')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${randomUUID()}.jsonl`)
  const sink = createWriteStream(file, { mode: 0o600, flags: 'wx' })
  try {
    for await (const line of lines) if (!sink.write(line)) await once(sink, 'drain')
    sink.end()
    await finished(sink)
  } catch (error) {
    sink.destroy()
    await rm(file, { force: true })
    throw error
  }
  const stream = createReadStream(file)
  stream.once('close', () => void rm(file, { force: true }))
  return stream
}
