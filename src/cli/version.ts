import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../platform/config.ts'

/** The version of this program. */
export function programVersion(): string {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version
}
