import type { ReadWaysAnswer } from '../client.gen.ts'

/** How a member signs in, as the page reads it. */
export type Ways = ReadWaysAnswer

export const waysKey = ['my-ways']
