/**
 * The rule of editions in plain words, beside the one in the database (`actor.editions`): a proof holds
 * the two against one another on thousands of invented agreements. Nothing else uses this.
 */
export interface ToldEdition {
  edition: number
  validFrom: string
  validUntil: string | null
  transitionUntil: string | null
  parties: readonly ToldParty[]
}

export interface ToldParty {
  agency: number
  signedOn: string | null
  leftOn: string | null
}

/** The number of the edition in force for an agency on a day, or nothing. */
export function editionInForce(
  editions: readonly ToldEdition[],
  agency: number,
  day: string,
): number | undefined {
  const held = editions
    .filter(({ validFrom, validUntil }) => validFrom <= day && (!validUntil || validUntil >= day))
    .filter(({ parties }) => parties.some((party) => party.agency === agency && keeps(party, day)))
    .filter(({ parties }) => parties.filter((party) => keeps(party, day)).length >= 2)
    .filter(
      ({ edition }) => !editions.some((later) => later.edition > edition && tookOver(later, day)),
    )
  return held.map(({ edition }) => edition).sort((a, b) => b - a)[0]
}

const signed = ({ signedOn }: ToldParty, day: string) => signedOn !== null && signedOn <= day

/** Has signed by that day and not left by it. */
const keeps = (party: ToldParty, day: string) =>
  signed(party, day) && (party.leftOn === null || party.leftOn > day)

/** It has begun, two having signed it, and its transition is over; without one, on its first day. */
function tookOver({ validFrom, transitionUntil, parties }: ToldEdition, day: string): boolean {
  const begun = validFrom <= day && parties.filter((party) => signed(party, day)).length >= 2
  return begun && (transitionUntil === null || day > transitionUntil)
}
