import { Category, type DraftContent, type DraftParty, Purpose } from '../../draft-contract.ts'

export interface Line {
  purpose: Purpose
  category: Category
}

export const rightsFor = (party: DraftParty, purpose: Purpose) =>
  purpose === 'reintegration' ? party.rights : party.supervision

/** Lines of the matrix of which any party gets anything. */
export function linesOf({ parties }: Pick<DraftContent, 'parties'>): Line[] {
  return Purpose.options.flatMap((purpose) =>
    Category.options
      .filter((category) =>
        parties.some((party) => (rightsFor(party, purpose)[category] ?? 'none') !== 'none'),
      )
      .map((category) => ({ purpose, category })),
  )
}

/** Every empty cell of a line that is used gets nothing, said explicitly. */
export function filled(parties: readonly DraftParty[]): DraftParty[] {
  const lines = linesOf({ parties: [...parties] })
  const complete = (party: DraftParty, purpose: Purpose) => {
    const rights = { ...rightsFor(party, purpose) }
    for (const line of lines) if (line.purpose === purpose) rights[line.category] ??= 'none'
    return rights
  }
  return parties.map((party) => ({
    ...party,
    rights: complete(party, 'reintegration'),
    supervision: complete(party, 'supervision'),
  }))
}

/** How many cells nobody has filled. */
export function emptyCells(content: Pick<DraftContent, 'parties'>): number {
  const lines = linesOf(content)
  return content.parties.reduce(
    (count, party) =>
      count +
      lines.filter(({ purpose, category }) => rightsFor(party, purpose)[category] === undefined)
        .length,
    0,
  )
}
