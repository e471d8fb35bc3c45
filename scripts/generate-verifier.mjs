// Writes the verifier that partners are given (docs/verify) from its parts: tsx scripts/generate-verifier.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { givenOut, verifierFile, verifierPage } from '../src/platform/tlog/verifier/single-file.ts'

mkdirSync(givenOut, { recursive: true })
writeFileSync(join(givenOut, 'verify.mjs'), verifierFile())
writeFileSync(join(givenOut, 'verify.html'), verifierPage())
