import type { Pool } from 'pg'
import { type LogRow, listLogs } from '../../src/modules/audit/queries/log.ts'
import { type LogContext, openLog } from '../../src/modules/audit/service/open-log.ts'
import { parseCheckpoint } from '../../src/platform/tlog/checkpoint.ts'
import { verifyConsistency } from '../../src/platform/tlog/proofs.ts'
import { ED25519, makeSigner, parseNote, verifyNote } from '../../src/platform/tlog/signed-note.ts'
import { readSignerState } from '../../src/platform/tlog/signer-state.ts'
import { openTree, type TileTree } from '../../src/platform/tlog/tile-tree.ts'
import { makeWitness } from '../../src/platform/tlog/witness.ts'
import type { Findings } from './ledger.ts'

/** A size of the log and the root that somebody has put their name to. */
export interface Head {
  size: number
  root: Buffer
}

/** What the proof remembers itself, outside everything that is killed. */
export interface Memory {
  /** The last head that the signer had on its disk. */
  last: Head
  /** Every head that the witness in its own process has signed, as it left it. */
  cosigned: Head[]
  /** Per witness, the size that it had seen. */
  seen: Map<string, number>
  checkpoints: number
}

/** After each round: every event once in the log, one past for all that was signed, no witness with another one. */
export async function checkLog(
  context: LogContext,
  owner: Pool,
  folders: string[],
  memory: Memory,
  found: Findings,
): Promise<void> {
  await countLeaves(owner, found)
  const row = (await listLogs(context.databases.worker)).find(({ authority }) => authority === 1)
  if (!row?.checkpoint) return
  const opened = await openLog(context, row)
  const state = await readSignerState(opened.folder)
  if (!state || state.size < row.checkpoint.size) {
    found.lost.push(`signer: ${state?.size} on its disk, ${row.checkpoint.size} in the database`)
    return
  }
  const tree = openTree(opened.store, state.size)
  const now: Head = { size: state.size, root: state.root }
  if (!(await tree.root()).equals(state.root))
    found.half.push(`the tiles of ${state.size} do not make its root`)
  await continues(tree, memory.last, now, 'what the signer had signed before', found)
  memory.last = now
  await checkCheckpoints(context, owner, row, tree, now, memory, found)
  for (const folder of folders) {
    const seen = await seenBy(folder, opened.signer.verifier)
    if (!seen) continue
    if (seen.size < (memory.seen.get(folder) ?? 0))
      found.lost.push(`${folder} has forgotten: ${seen.size} after ${memory.seen.get(folder)}`)
    memory.seen.set(folder, seen.size)
    await continues(tree, seen, now, `what ${folder} has seen`, found)
  }
  for (const head of memory.cosigned.splice(0)) {
    const again = memory.seen.get(`head ${head.size}`)
    const root = head.root.readUInt32BE(0)
    if (again !== undefined && again !== root)
      found.other.push(`the witness has signed two roots of ${head.size}`)
    memory.seen.set(`head ${head.size}`, root)
    await continues(tree, head, now, 'what the witness has signed', found)
  }
}

async function continues(
  tree: TileTree,
  old: Head,
  now: Head,
  what: string,
  found: Findings,
): Promise<void> {
  if (old.size === 0) return
  if (old.size > now.size) {
    found.other.push(`${what}: ${old.size} is beyond ${now.size}`)
    return
  }
  const proof = await tree.consistency(old.size)
  const claim = { oldSize: old.size, oldRoot: old.root, size: now.size, root: now.root, proof }
  if (!verifyConsistency(claim))
    found.other.push(`${what}: ${old.size} is not the beginning of ${now.size}`)
}

/** Whatever is sealed stands at one place, every place is taken, and the leaf is that of its event. */
async function countLeaves(owner: Pool, found: Findings): Promise<void> {
  const { rows } = await owner.query<{ name: string; count: number }>(
    `select 'sealed twice or with a hole: log of ' || l.authority_id as name, (count(*) - max(l.place) - 1)::int as count
       from audit.leaves l group by l.authority_id, l.generation having count(*) <> max(l.place) + 1
     union all select 'same leaf twice', count(*)::int from (
       select from audit.leaves l group by l.authority_id, l.hash having count(*) > 1) x
     union all select 'event half sealed', count(*)::int from audit.events e
       left join audit.leaves l on l.authority_id = e.authority_id and l.event_id = e.id
      where exists (select from audit.waiting w where w.authority_id = e.authority_id and w.is_event and w.id = e.id) = (l.place is not null)
     union all select 'leaf of another event', count(*)::int from audit.events e
       join audit.leaves l on l.authority_id = e.authority_id and l.event_id = e.id where l.hash <> e.leaf
     union all select 'change half sealed', count(*)::int from audit.row_changes e
       left join audit.leaves l on l.authority_id = e.authority_id and l.change_id = e.id
      where exists (select from audit.waiting w where w.authority_id = e.authority_id and not w.is_event and w.id = e.id) = (l.place is not null)`,
  )
  for (const { name, count } of rows) if (count !== 0) found.double.push(`${name}: ${count}`)
}

/** Those that are new since the last round; their signatures are asked too. */
async function checkCheckpoints(
  context: LogContext,
  owner: Pool,
  row: LogRow,
  tree: TileTree,
  now: Head,
  memory: Memory,
  found: Findings,
): Promise<void> {
  const { verifier } = (await openLog(context, row)).signer
  const { rows } = await owner.query<{ note: string; root: Buffer }>(
    `select note, root from audit.checkpoints where authority_id = 1 and generation = $1 and size > $2 order by size`,
    [row.generation, memory.seen.get('checkpoint') ?? 0],
  )
  for (const { note, root } of rows) {
    const said = parseNote(note)
    const head = parseCheckpoint(said.text)
    if (verifyNote(said, [verifier]).length !== 1 || !head.root.equals(root))
      found.half.push(`checkpoint ${head.size}: signature or root`)
    await continues(tree, head, now, 'a checkpoint', found)
    memory.seen.set('checkpoint', head.size)
    memory.checkpoints += 1
  }
}

async function seenBy(folder: string, log: Parameters<typeof verifyNote>[1][number]) {
  const signer = makeSigner('nobody.example', ED25519, Buffer.alloc(32, 1))
  const witness = makeWitness({ signer, logs: [log], folder, now: () => new Date() })
  return (await witness.seen())[0]
}
