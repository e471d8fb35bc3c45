const thoroughness = Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1)

/** How many examples a property is asked on: day by day half of the usual, by `npm run prove:properties` twenty times the usual. */
export const examples = (usual: number): number =>
  thoroughness === 1 ? Math.ceil(usual / 2) : usual * thoroughness
