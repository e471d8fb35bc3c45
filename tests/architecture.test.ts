import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../src/platform/config.ts'

interface Source {
  path: string
  text: string
  /** What it imports: a path below the project, or a package. */
  imports: { target: string; typeOnly: boolean }[]
}

const folders = ['src', 'tests', 'scripts', 'demo', 'db', 'bin']
const sources = folders.flatMap((folder) => filesBelow(join(projectRoot, folder)))
const code = sources.filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.gen.ts'))
const shipped = code.filter(({ path }) => path.startsWith('src/') && !isTest(path))
const paths = (found: Source[]) => found.map(({ path }) => path)

function filesBelow(folder: string): Source[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|sql|css)$/.test(entry.name))
    .map((entry) => {
      const path = relative(projectRoot, join(entry.parentPath, entry.name))
      const text = readFileSync(join(projectRoot, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })
    .filter(({ path }) => !path.includes('fixtures/'))
}

function importsOf(path: string, text: string) {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)(\s+type)?\s[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  )
  return [...found].map(([, typeOnly, stated, dynamic]) => {
    const target = stated ?? dynamic ?? ''
    const inside = target.startsWith('.') ? normalize(join(dirname(path), target)) : target
    return { target: inside, typeOnly: Boolean(typeOnly) }
  })
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|test-city|test-program|specimen|\/world/.test(path)
}

const moduleOf = (path: string) => /^src\/modules\/([a-z-]+)\//.exec(path)?.[1]
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')

/** A module and those it may lean on. Everybody may write into the access log. */
const arrows: Record<string, string[]> = {
  admin: [],
  audit: [],
  operations: ['admin'],
  persons: ['admin'],
  arrangements: ['admin', 'persons'],
  cases: ['admin', 'persons', 'arrangements'],
  items: ['admin', 'persons', 'arrangements', 'cases'],
  rights: ['admin', 'persons', 'arrangements', 'cases', 'items', 'sharing', 'timeline'],
  timeline: ['admin', 'persons', 'arrangements', 'cases'],
  periods: ['admin', 'persons', 'arrangements', 'cases', 'timeline'],
  handovers: ['admin', 'persons', 'arrangements', 'cases', 'timeline'],
  deliveries: ['admin', 'persons', 'arrangements', 'cases', 'timeline'],
  basics: ['admin', 'persons', 'arrangements', 'cases', 'timeline', 'handovers'],
  services: ['admin', 'arrangements', 'cases'],
  sharing: ['admin', 'persons', 'arrangements', 'cases', 'items'],
  review: ['admin', 'persons', 'arrangements', 'cases', 'items', 'timeline'],
  systems: ['admin', 'cases'],
  past: ['admin', 'persons', 'cases', 'items', 'timeline', 'periods'],
}
/** Pure functions about how names are written and which words do harm; they reach no database. */
const commonGround = /^src\/modules\/(persons\/names|items\/wording)\//

/** Parts of screens that show an offer, for the inbox of handovers as for the case and the day. */
const offerParts = [
  ...['answer-lead-draft.ts', 'continuity-map/speech.ts', 'today/answer-offer.tsx'],
  ...[
    'today/offer-row.tsx',
    'today/offer-words.ts',
    'case/unseen-note.tsx',
    'move-release/consequences.tsx',
  ],
].map((part) => `src/modules/timeline/screens/${part}`)
/** How a case is shown to its table, for an auditor to whom it is opened: the same lanes and the same words. */
const caseParts = [
  'src/modules/timeline/screens/continuity-map/continuity-table.tsx',
  'src/modules/items/screens/item-words.tsx',
]
const shownParts = [...offerParts, ...caseParts]
const isScreen = (path: string) => path.includes('/screens/')

describe('modules lean on one another in one direction', () => {
  test('every module has its place', () => {
    expect(readdirSync(join(projectRoot, 'src/modules')).sort()).toEqual(Object.keys(arrows).sort())
  })
  test('no module imports one that stands on it', () => {
    const wrong = shipped.flatMap(({ path, imports }) => {
      const own = moduleOf(path)
      return imports.flatMap(({ target }) => {
        const other = moduleOf(target)
        if (!own || !other || other === own || other === 'audit') return []
        if (commonGround.test(target)) return []
        // Screens of any module may speak with any part of the interface.
        if (isScreen(path) && /(contract|vocabulary)\.ts$/.test(target)) return []
        return arrows[own]?.includes(other) ? [] : [`${path} -> ${target}`]
      })
    })
    expect(wrong).toEqual([])
  })
  test('of another module only contract and service are known', () => {
    const wrong = shipped.flatMap(({ path, imports }) => {
      const own = moduleOf(path)
      return imports
        .filter(({ target }) => own && moduleOf(target) && moduleOf(target) !== own)
        .filter(
          ({ target }) =>
            !/^src\/modules\/[a-z]+\/((?:[a-z]+-)?contract\.ts|vocabulary\.ts|service\.ts|service\/[a-z-]+\.ts)$/.test(
              target,
            ),
        )
        .filter(({ target }) => !commonGround.test(target) && !shownParts.includes(target))
        .map(({ target }) => `${path} -> ${target}`)
    })
    expect(wrong).toEqual([])
  })
  test('every module says in a README what it is for', () => {
    const silent = Object.keys(arrows).filter((module) => {
      const path = join(projectRoot, 'src/modules', module, 'README.md')
      return !existsSync(path) || readFileSync(path, 'utf8').trim().split('\n').length < 5
    })
    expect(silent).toEqual([])
  })
})

describe('each layer keeps to itself', () => {
  const importing = (
    from: RegExp,
    allowed: (target: string, own: string, typeOnly: boolean) => boolean,
  ) =>
    shipped
      .filter(({ path }) => from.test(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target, typeOnly }) => !allowed(target, path, typeOnly))
          .map(({ target }) => `${path} -> ${target}`),
      )

  test('screens know contracts and the parts of the staff app, never the server', () => {
    const wrong = importing(/\/screens\//, (target, own) => {
      if (!target.startsWith('src/')) return !/^(node:|pg$|kysely|fastify)/.test(target)
      const beside = target.startsWith(`src/modules/${moduleOf(own)}/screens/`)
      return (
        beside ||
        shownParts.includes(target) ||
        commonGround.test(target) ||
        target.startsWith('src/web/') ||
        /(contract|vocabulary)\.ts$/.test(target)
      )
    })
    expect(wrong).toEqual([])
  })
  test('the staff app reaches the server over HTTP only', () => {
    const wrong = importing(/^src\/web\//, (target) => {
      if (!target.startsWith('src/')) return !/^(node:|pg$|kysely|fastify)/.test(target)
      return (
        target.startsWith('src/web/') ||
        commonGround.test(target) ||
        /(contract|vocabulary)\.ts$/.test(target)
      )
    })
    expect(wrong).toEqual([])
  })
  test('the platform knows no module', () => {
    expect(importing(/^src\/platform\//, (target) => !target.startsWith('src/modules/'))).toEqual(
      [],
    )
  })
  test('queries know nothing of HTTP but the type of who asks', () => {
    const wrong = importing(
      /\/queries(\.ts|\/)/,
      (target, _own, typeOnly) => typeOnly || !/platform\/http|^fastify/.test(target),
    )
    expect(wrong).toEqual([])
  })
  test('rules hold no SQL and no HTTP server', () => {
    const wrong = shipped.filter(
      ({ path, text }) =>
        /^src\/modules\/[a-z]+\/service(\.ts|\/)/.test(path) &&
        /\bsql(<[^`]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(|from 'fastify'/.test(
          text,
        ),
    )
    expect(paths(wrong)).toEqual([])
  })
  test('routes hold no SQL', () => {
    const wrong = shipped.filter(
      ({ path, text }) => /\/routes(\.ts|\/)/.test(path) && /\bsql(<[^`]*>)?`/.test(text),
    )
    expect(paths(wrong)).toEqual([])
  })
})

// Words of the work with persons. The platform would serve a library as well.
const domainWords =
  /\b(offenders?|prison(ers?|s)?|inmates?|custody|probation|handovers?|milestones?|notices?|arrangements?|clauses?|seats?|pathways?|case_?ids?|person_?ids?|case_leads?|release_?(dates?|on))\b/i
/** Words that nobody should choose as a passphrase; the order in which the law of the modules applies. */
const mayNameThem = ['src/platform/auth/common-words.ts', 'src/platform/db/migration-files.ts']

test('the platform has no word of the domain', () => {
  const wrong = shipped
    .filter(({ path }) => path.startsWith('src/platform/') && !mayNameThem.includes(path))
    .flatMap(({ path, text }) => {
      const word = domainWords.exec(withoutComments(text))?.[0]
      return word ? [`${path}: ${word}`] : []
    })
  expect(wrong).toEqual([])
})

test('the law counts days in the zone of the authority, never in that of the database', () => {
  const wrong = sources.filter(
    ({ path, text }) =>
      (path.startsWith('db/access/') || path.endsWith('policy.sql')) &&
      /\bcurrent_date\b/i.test(text),
  )
  expect(paths(wrong)).toEqual([])
})

describe('files stay small and alike', () => {
  const ceiling = (path: string) => (isTest(path) ? 400 : path.endsWith('policy.sql') ? 120 : 300)

  test('no file is longer than its kind allows', () => {
    const wrong = sources
      .filter(({ path }) => !path.endsWith('.gen.ts'))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > ceiling(path))
    expect(wrong).toEqual([])
  })
  test('no barrels, no drawers for everything', () => {
    const wrong = sources.filter(({ path }) =>
      /(^|\/)(index|utils?|helpers?|common|misc)(\.tsx?$|\/)/.test(path),
    )
    expect(paths(wrong)).toEqual([])
  })
  test('names are in kebab-case', () => {
    const wrong = code.filter(
      ({ path }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(path.split('/').at(-1) ?? ''),
    )
    expect(paths(wrong)).toEqual([])
  })
  test('exports have names', () => {
    expect(paths(code.filter(({ text }) => /^export default/m.test(text)))).toEqual([])
  })
  test('nothing is written to the console, but what a browser’s developer has to know', () => {
    const wrong = shipped.filter(({ text }) => /\bconsole\.(log|info|warn|debug)\(/.test(text))
    expect(paths(wrong)).toEqual([])
  })
  test('passphrases of the product are never hashed cheaply', () => {
    const calls = shipped.filter(({ text }) => /\bhashAtCost\(/.test(text))
    expect(paths(calls)).toEqual(['src/platform/auth/passphrase.ts'])
  })
  test('nothing is put off in a note to oneself', () => {
    expect(paths(sources.filter(({ text }) => /\b(TO[D]O|FIX[M]E|XX[X])\b/.test(text)))).toEqual([])
  })
})

describe('the technical log holds no words of anybody (SEC-17)', () => {
  /** What a line may say beside its sentence: codes, counts, names of our own objects. A new one is looked at first. */
  const details =
    /^(agency|attempt|authority|channel|code|file|found|job|method|ms|pid|port|reason|request|route|status|tables|task|version)$/
  /** Sentences that are made of something, each with what that can be. */
  const made: Record<string, string> = {
    'src/platform/db/launcher/place.ts': 'folders that the operator named',
    'src/platform/db/launcher/server.ts':
      'what the database says of itself; its errors are left out',
    'src/server/practice.ts': 'the technical log of the practice city, which is such a log itself',
  }
  const calls = shipped
    .filter(({ path }) => !/^src\/web\/|\/screens\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\blog\.(?:debug|info|warn|error)\(/g)].map(({ index }) => {
        const from = text.indexOf('(', index)
        return { path, said: text.slice(from + 1, closing(text, from)) }
      }),
    )

  test('each line is a fixed sentence and details of the list', () => {
    expect(calls.length).toBeGreaterThan(20)
    const wrong = calls.filter(({ path, said }) => {
      const [, sentence, rest = ''] = /^\s*('[^']*'|`[^`]*`|[^,]*)(?:,([\s\S]*))?$/.exec(said) ?? []
      const fixed = sentence?.startsWith("'") || path in made
      const named = rest.replace(/\.\.\.describeFault\(\w+\)|describeFault\(\w+\)/g, '')
      const keys = [...named.matchAll(/[{,]\s*(\w+)\s*(?=[:,}])/g)].map(([, key]) => key ?? '')
      return (
        !fixed ||
        !keys.every((key) => details.test(key)) ||
        /message|error\b|String\(e/i.test(named)
      )
    })
    expect(wrong).toEqual([])
  })
  test('what may be said of a fault is said in one place', () => {
    const wrong = shipped.filter(
      ({ path, text }) =>
        !/^src\/web\/|\/screens\/|^src\/platform\/fault\.ts$/.test(path) && /\.stack\b/.test(text),
    )
    expect(paths(wrong)).toEqual([])
  })
  test('nothing else writes to the standard outputs but the commands of the terminal', () => {
    const wrong = shipped.filter(
      ({ path, text }) =>
        !/^src\/(cli|web)\/|\/screens\//.test(path) &&
        /\bstd(out|err)\.write\(|\bconsole\.|emitWarning/.test(text),
    )
    expect(paths(wrong)).toEqual([
      'src/platform/log.ts',
      'src/platform/tlog/verifier/command-line.mjs',
    ])
  })
})

/** Where a bracket that opens at a place closes. */
function closing(text: string, from: number): number {
  let open = 0
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') open += 1
    if (text[at] === ')') open -= 1
    if (open === 0) return at
  }
  return text.length
}

describe('the access log is no source of figures about work (LED-34)', () => {
  /** Whatever else names the table of events, with the reason: nothing here counts what anybody does. */
  const others: Record<string, string> = {
    'db/access/15_audit.sql': 'writes it',
    'db/access/17_erasure_plan.sql': 'which entries speak of what is erased',
    'db/access/23_operations.sql': 'when the newest entry was written, for the clock',
    'db/access/25_passkeys.sql': 'a member reads what became of their own sign-in',
    'db/access/29_systems.sql':
      'a refused key is written once an hour; the name of a system behind an entry',
    'db/access/38_acts_erasure_end.sql': 'the log forgets what was erased',
    'db/access/49_read_case_erasures.sql': 'how many entries go with a case',
    'db/access/49_read_inreach.sql': 'a calendar fetched twice within minutes is one entry',
    'db/access/49_read_privacy.sql':
      'the officer: how often something was read during a look in an emergency',
    'db/access/49_read_received.sql': 'an agency: what it received itself, by item and version',
    'db/access/49_read_systems.sql': 'what a system, no member, opened in the last week',
    'src/modules/sharing/policy.sql': 'a case closed by closeness is closed here too',
  }
  test('beside the log itself, its review and what is listed here, nothing reads it', () => {
    const own =
      /^(db\/access\/(18_|19_|48_review|49_read_(case_log|reviews)|9\d_dictionary)|src\/modules\/(audit|review)\/)/
    const reading = sources
      .filter(({ path }) => /^(src|db\/access)\//.test(path) && !isTest(path))
      .filter(({ path, text }) => {
        const said = path.endsWith('.sql') ? text.replace(/--[^\n]*/g, '') : withoutComments(text)
        return /\baudit\.events\b(?!_)/.test(said) && !path.endsWith('.gen.ts')
      })
      .map(({ path }) => path)
      .filter((path) => !own.test(path) && !/^src\/cli\/(backup|restore)\.ts$/.test(path))
    expect(reading.sort()).toEqual(Object.keys(others).sort())
  })
})
