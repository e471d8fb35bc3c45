/** The zone in which the cities of the tests live (see run-of-tests.ts). */
export const zone = process.env.THROUGHCARE_ZONE ?? 'Europe/Brussels'

/** The day that it is in it, `yyyy-mm-dd`. */
export const today = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())
