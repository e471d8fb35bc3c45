/** The zone in which the cities of the tests live (see run-of-tests.ts). */
export const zone = process.env.THROUGHCARE_ZONE ?? 'Europe/Brussels'

// Made once: proofs ask for the day hundreds of thousands of times, and each new formatter keeps kilobytes outside the heap.
const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone })

/** The day that it is in it, `yyyy-mm-dd`. */
export const today = (): string => format.format(new Date())
