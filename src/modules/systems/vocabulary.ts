/**
 * What a key of a partner's system may be allowed, and the operations that each scope opens. This is
 * the one table: the server refuses by it, the description of the interface is made from it, and the
 * test of all routes goes through it. The database holds the same scopes in its policies.
 */
export const scopes = {
  cases: ['listCases', 'readCase'],
  continuity: ['readContinuity', 'listReleases', 'countReleases'],
  offers: ['listHandovers', 'readLead', 'answerLead'],
  /** Opens no operation: names and the words of offers in what the others open. */
  names: [],
} as const satisfies Record<string, readonly string[]>

export type Scope = keyof typeof scopes

export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]]

/** Each operation with the scope that a key needs for it. */
export const systemOperations: Readonly<Record<string, Scope>> = Object.fromEntries(
  scopeNames.flatMap((scope) => scopes[scope].map((operation) => [operation, scope])),
)
