/** Tables from which a step takes rows away or into which it puts some, with the reason. */
export const rowsThatGo: readonly [table: RegExp, why: string][] = [
  [/^app\.pathways$|^app\.pathway_steps$/, 'pathways of seven countries come with a step'],
  [
    /^audit\.row_watches$/,
    'names the tables whose rows are compared with the log: each state compares more of them',
  ],
]

/** Tables that have not as many rows as before. */
export function changed(before: Map<string, number>, now: Map<string, number>): string[] {
  return [...before].flatMap(([table, count]) => {
    const left = now.get(table)
    if (left === count || rowsThatGo.some(([known]) => known.test(table))) return []
    return [`${table} had ${count} rows and has ${left ?? 'gone'}`]
  })
}
