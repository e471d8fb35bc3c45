import type { SqlFile } from '../platform/db/migration-files.ts'

/** One rule on one table: who may do what, in a sentence and as the database reads it. */
export interface Rule {
  name: string
  table: string
  deed: string
  sentence: string
  sql: string
}

/** The law on the tables of one file, in the order in which it is written. */
export interface LawFile {
  file: string
  /** The sentences with which the file begins. */
  opening: string
  /** Tables that are guarded: without a rule that opens them, nobody sees a row. */
  guarded: string[]
  rules: Rule[]
  /** What logins are granted, each grant as it is written. */
  grants: string[]
}

/**
 * Reads the law out of the files that are applied to the database, so that what is printed is what
 * holds. Files that guard no table are left out.
 */
export function readLaw(files: readonly SqlFile[]): LawFile[] {
  return files.map(readFile).filter(({ guarded }) => guarded.length > 0)
}

function readFile({ name, text }: SqlFile): LawFile {
  const rules: Rule[] = []
  let sentence = ''
  for (const block of statements(text)) {
    if (block.comment) sentence = block.comment
    const found = /^create policy (\S+) on (\S+)(?: as restrictive)? for (\S+)/.exec(block.sql)
    if (!found) continue
    const [, policy = '', table = '', deed = ''] = found
    rules.push({ name: policy, table, deed, sentence, sql: block.sql })
  }
  return {
    file: name,
    opening: comment(/^(?:--[^\n]*\n)+/.exec(text)?.[0] ?? ''),
    guarded: [...text.matchAll(/^alter table (\S+) enable row level security/gm)].map(
      (match) => match[1] ?? '',
    ),
    rules,
    grants: [...text.matchAll(/^grant (?:select|insert|update|delete)[^;]*;/gm)].map((match) =>
      match[0].replace(/\s+/g, ' '),
    ),
  }
}

/** Statements with the comment that stands right above each. A comment serves until the next one. */
function statements(text: string): { comment: string; sql: string }[] {
  const outside = text.replace(/\$\$[\s\S]*?\$\$/g, (body) => body.replace(/[;\n]/g, ' '))
  return outside.split(/;\s*\n/).map((part) => {
    const above = /^\s*((?:--[^\n]*\n)+)/.exec(part)?.[1] ?? ''
    return { comment: comment(above), sql: part.slice(part.indexOf(above) + above.length).trim() }
  })
}

const comment = (lines: string) =>
  lines
    .split('\n')
    .map((line) => line.replace(/^--\s?/, ''))
    .join(' ')
    .trim()

/** The whole law as a page to read from beginning to end. */
export function writeLaw(law: readonly LawFile[]): string {
  return [
    '# Need to know: who may see and do what',
    '',
    'Made by `throughcare access show --write` from the rules that are applied to the database. Do not edit.',
    '',
    'The database decides, whatever the program asks. A table below is closed, and each rule opens it a little: a row is',
    'seen if one rule says so. What no rule opens nobody sees. A rule `as restrictive` takes away again, whatever the others',
    'say. Everything else happens in acts, functions that repeat the law inside and write the access log. Words that come',
    'back:',
    '',
    '- `actor.authority()`, `actor.member()`, `actor.agency()`: who is asking, proven by a session, for one transaction.',
    '- `actor.principals()`: the member, and the desks at which they answer at this moment.',
    '- `actor.clauses()`: what agreements allow today, to an agency that has signed and not left, for the purpose in hand.',
    '- `actor.purpose()`: what the work is for. `actor.functions()`: what the member does. `app.seats`: who sits on a case.',
    '- `actor.shut()`: cases that a member closed to themselves by declaring closeness to the person.',
    '',
    ...law.flatMap(section),
  ].join('\n')
}

function section({ file, opening, guarded, rules, grants }: LawFile): string[] {
  const closed = guarded.filter((table) => !rules.some((rule) => rule.table === table))
  return [
    `## ${title(file)}`,
    '',
    opening,
    '',
    ...rules.flatMap(({ name, table, deed, sentence, sql }) => [
      `### \`${table}\`: ${deed}, \`${name}\``,
      '',
      sentence,
      '',
      '```sql',
      `${sql};`,
      '```',
      '',
    ]),
    ...(closed.length > 0
      ? [
          `Opened by no rule, so that only acts reach them: ${closed.map((table) => `\`${table}\``).join(', ')}.`,
          '',
        ]
      : []),
    ...grants.flatMap((grant) => ['```sql', grant, '```', '']),
  ]
}

const titles: Record<string, string> = {
  'db/access/23_operations.sql': 'Backups and the health of the desk',
  'db/access/24_mail.sql': 'Mail',
}

const title = (file: string) =>
  titles[file] ??
  /src\/modules\/([a-z]+)\//.exec(file)?.[1]?.replace(/^./, (letter) => letter.toUpperCase()) ??
  'Sign-in and repeated requests'
