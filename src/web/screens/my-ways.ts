import type { QueryClient } from '@tanstack/react-query'
import type { ReadWaysAnswer } from '../client.gen.ts'
import { sessionQuery } from '../session.ts'

/** How a member signs in, as the page reads it. */
export type Ways = ReadWaysAnswer

export const waysKey = ['my-ways']

/** A way in was added or taken away: the page says so, and so does the line above all pages that asks for one. */
export async function waysChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: waysKey })
  if (client.getQueryData(sessionQuery.queryKey))
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
}
