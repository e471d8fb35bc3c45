/** A stretch of a row that is taken, in px. */
export interface Stretch {
  x: number
  width: number
}

/** A word with the place that was found for it; `align` says at which end it holds on. */
export interface PlacedLabel extends Stretch {
  text: string
  align: 'start' | 'end'
}

/** One way to write a label: this text, from here, holding on at this end. */
export interface LabelChoice {
  text: string
  width: number
  at: number
  align: 'start' | 'end'
}

/** The least distance between two words of one row. */
const BREATH = 4

/**
 * The first choice that has room between the edges and beside what is already there.
 *
 * Nothing is squeezed or shortened: without room the answer is null and the word moves into the
 * tooltip and the table.
 */
export function placeLabel(
  choices: LabelChoice[],
  taken: readonly Stretch[],
  edges: { from: number; until: number },
): PlacedLabel | null {
  for (const { text, width, at, align } of choices) {
    const x = align === 'start' ? at : at - width
    if (x < edges.from || x + width > edges.until) continue
    if (taken.every((other) => apart({ x, width }, other))) return { text, x, width, align }
  }
  return null
}

/** Whether two stretches of a row leave each other some air. */
export function apart(one: Stretch, other: Stretch): boolean {
  return one.x >= other.x + other.width + BREATH || other.x >= one.x + one.width + BREATH
}

/** A line or a mark as a stretch that words keep off. */
export function around(centre: number, reach: number): Stretch {
  return { x: centre - reach, width: reach * 2 }
}

/**
 * About how wide a word is at 12 px, a little generous, for where no browser measures.
 */
export function estimateWidth(text: string): number {
  let em = 0
  for (const sign of text) {
    if (/[iljtfr.,:;'’|!()·\s]/u.test(sign)) em += 0.36
    else if (/[mwMW]/u.test(sign)) em += 0.95
    else if (/[\u2e80-\uffef]/u.test(sign)) em += 1.05
    else em += /\p{Lu}/u.test(sign) ? 0.74 : 0.64
  }
  return Math.ceil(em * 12)
}
