import fc from 'fast-check'

/** Every example that is made by chance follows from this number: a red run is repeated exactly with it. */
fc.configureGlobal({ seed: Number(process.env.THROUGHCARE_SEED) })
