import { CommandError } from './say-why.ts'

/** Placeholder until the command itself is written. */
export async function run(_args: string[]): Promise<number> {
  throw new CommandError('The command "import" is not part of this version yet.', 2)
}
