import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import { askGate } from './gate.ts'
import type { changesOfSignIn, Ways } from './passkey-contract.ts'

type Change = (typeof changesOfSignIn)[number]

const changes: Record<string, Change> = {
  'account.passkey_added': 'passkey_added',
  'account.passkey_removed': 'passkey_removed',
  'account.passphrase_changed': 'passphrase_changed',
  'invitation.used': 'invitation_used',
  'account.codes_added': 'codes_added',
  'account.codes_removed': 'codes_removed',
  'account.recovery_code_used': 'recovery_code_used',
}

/** How I sign in, and what changed about it lately: a change that I did not make is a stranger's. */
export async function readWays(databases: Databases, token: string): Promise<Ways> {
  const [row] = await askGate<{ describe_ways: Ways }>(databases.gate, 'describe_ways', [token])
  if (!row?.describe_ways) throw new Problem(401, 'session_missing')
  const found = row.describe_ways
  return {
    passphraseSince: moment(found.passphraseSince),
    passkeys: found.passkeys.map((passkey) => ({
      ...passkey,
      addedAt: moment(passkey.addedAt) ?? '',
      lastUsedAt: moment(passkey.lastUsedAt),
    })),
    codesSince: moment(found.codesSince),
    recoveryLeft: found.recoveryLeft,
    codesAllowed: found.codesAllowed,
    owed: found.owed,
    neededFrom: found.neededFrom,
    changes: found.changes.flatMap(({ at, what }) => {
      const change = changes[what]
      return change ? [{ at: moment(at) ?? '', what: change }] : []
    }),
  }
}

const moment = (text: string | null): string | null => (text ? new Date(text).toISOString() : null)

/** Ends one session of mine, on a device that I do not have before me. */
export async function endSessionOfMine(
  databases: Databases,
  token: string,
  id: string,
): Promise<void> {
  await askGate(databases.gate, 'end_session_of_mine', [token, id])
}

/** Signs out on every device but this one. */
export async function endOtherSessions(databases: Databases, token: string): Promise<void> {
  await askGate(databases.gate, 'end_other_sessions', [token])
}
