import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { siteOf } from '../../platform/auth/passkeys.ts'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import { invalid } from '../../platform/errors.ts'
import { atVersion } from '../../platform/http/versions.ts'
import * as wire from './sign-in-rule-contract.ts'

/** Who has to show two factors, from which day on (SEC-07). Administrators decide and see who lacks them. */
export const signInRuleRoutes: FastifyPluginAsyncZod<{ origin: string }> = async (
  app,
  { origin },
) => {
  app.get(
    '/sign-in-rule',
    { schema: { operationId: 'readSignInRule', response: { 200: wire.SignInRule } } },
    (request) => request.asActor(readRule),
  )
  app.put(
    '/sign-in-rule',
    {
      schema: {
        operationId: 'setSignInRule',
        body: wire.SetSignInRule,
        response: { 200: wire.SignInRule },
      },
    },
    (request) =>
      atVersion(request, async (tx, version) => {
        await setRule(tx, version, request.body, origin)
        return readRule(tx)
      }),
  )
  app.post(
    '/sign-in-rule/reminder',
    { schema: { operationId: 'remindOfSignInRule', response: { 200: wire.Reminded } } },
    (request) =>
      request.asActor(async (tx) => {
        const { rows } = await sql<{
          written: number
        }>`select act.remind_of_factor() as written`.execute(tx)
        return { written: rows[0]?.written ?? 0 }
      }),
  )
}

async function readRule(tx: ActorTx): Promise<wire.SignInRule> {
  const { rows } = await sql<{
    rule: wire.SignInRule | null
  }>`select read.sign_in_rule() as rule`.execute(tx)
  if (!rows[0]?.rule) throw new Error('The database did not say who shows two factors')
  return rows[0].rule
}

async function setRule(
  tx: ActorTx,
  version: number,
  { everybodyFrom, functions, functionsFrom, codesAllowed }: wire.SetSignInRule,
  origin: string,
): Promise<void> {
  if (functions.length > 0 && !functionsFrom)
    throw invalid('functionsFrom', 'sign_in_rule_day_missing')
  // Where no passkey can be made, and codes do not count, nobody could come in any more.
  if (!codesAllowed) siteOf(origin)
  const from = functions.length > 0 ? (functionsFrom ?? null) : null
  await sql`select act.set_sign_in_rule(${version}, ${everybodyFrom ?? null}::date, ${functions}::text[],
    ${from}::date, ${codesAllowed})`.execute(tx)
}
