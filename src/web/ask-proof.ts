type Ask = () => Promise<boolean>
let ask: Ask | null = null
let asked: Promise<boolean> | null = null

/** Says who asks a person to show once more that it is them. */
export function whenProofIsAsked(asks: Ask | null): void {
  ask = asks
}

/**
 * Asks the person before the screen to show that it is still them; false if they think better of it.
 * Several calls that need it at once ask one question.
 */
export function askForProof(): Promise<boolean> {
  if (!ask) return Promise.resolve(false)
  asked ??= ask().finally(() => {
    asked = null
  })
  return asked
}
