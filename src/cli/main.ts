import { sayWhy } from './say-why.ts'

interface Command {
  says: string
  load: () => Promise<{ run(args: string[]): Promise<number> }>
}

/** Each command is loaded only when it is asked for, so that none slows the start of another. */
const commands: Record<string, Command> = {
  start: {
    says: 'run the service (this is what npm start does)',
    load: () => import('./start.ts'),
  },
  demo: {
    says: 'fill the database with the demo city, or reset it',
    load: () => import('./demo.ts'),
  },
  migrate: {
    says: 'bring the database to the state of this program',
    load: () => import('./migrate.ts'),
  },
  import: { says: 'read a list of a partner into the desk', load: () => import('./import.ts') },
  access: { says: 'show who can see what, and why', load: () => import('./access.ts') },
  backup: { says: 'save everything into one encrypted file', load: () => import('./backup.ts') },
  restore: { says: 'bring a backup back into a new folder', load: () => import('./restore.ts') },
  drill: {
    says: 'prove that the newest backup can be brought back',
    load: () => import('./drill.ts'),
  },
  keys: {
    says: 'print, enter or change the keys that seal names and notes',
    load: () => import('./keys.ts'),
  },
  verify: {
    says: 'check an export of the access log',
    load: () => import('./verify.ts'),
  },
  log: { says: 'sign, check or recover the access log', load: () => import('./log.ts') },
  witness: {
    says: 'watch the access log of a city for a partner',
    load: () => import('./witness.ts'),
  },
  work: { says: 'run only the jobs, apart from the service', load: () => import('./work.ts') },
  doctor: {
    says: 'check this installation and say what is wrong',
    load: () => import('./doctor.ts'),
  },
  bench: { says: 'measure this machine with a large city', load: () => import('./bench.ts') },
}

// Node would print what nobody caught whole, with what the database quotes in it.
process.on('uncaughtException', (error) => process.exit(sayWhy(error)))

const [name = '--help', ...args] = process.argv.slice(2)
process.exitCode = await main(name, args)

async function main(wanted: string, rest: string[]): Promise<number> {
  if (wanted === '--help' || wanted === '-h' || wanted === 'help') {
    process.stdout.write(overview())
    return 0
  }
  const command = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined
  if (!command) {
    process.stderr.write(
      `There is no command "${wanted}". The commands are: ${Object.keys(commands).join(', ')}.\n`,
    )
    return 2
  }
  try {
    const { run } = await command.load()
    return await run(rest)
  } catch (error) {
    return sayWhy(error)
  }
}

function overview(): string {
  const lines = Object.entries(commands).map(([word, { says }]) => `  ${word.padEnd(9)} ${says}`)
  return `throughcare <command> [options]

${lines.join('\n')}

Each command explains itself with --help.
Exit codes: 0 done, 1 failed, 2 asked wrongly, 3 the database is in use or cannot be reached.
`
}
