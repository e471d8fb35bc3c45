import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../src/platform/config.ts'

/** The command as a city runs it: for tests, which start it often. */
export const builtProgram = join(projectRoot, 'dist', 'throughcare.mjs')

/** Builds the program where its sources are newer; a test of the command line begins with it. */
export async function buildProgram(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(projectRoot, 'bin', 'throughcare.mjs'), 'help'])
}
