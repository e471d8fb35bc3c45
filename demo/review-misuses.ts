import { lookFor, openCase, type Reachable, type Told, type Worker } from './review-days.ts'

/** A planted misuse and the rule that should find it; `none`: no rule looks for it. */
export interface Misuse {
  kind:
    | ('override' | 'own_name' | 'colleague_name' | 'bulk' | 'off_hours')
    | ('search_only' | 'practice_case' | 'none')
  member: number
  day: string
}

type Act = (told: Told, worker: Worker, day: string, practice: Reachable | undefined) => void

/** A name is typed for which somebody has no task: their own, or that of the colleague at the next table. */
const typesName =
  (nameOf: (told: Told, worker: Worker) => string): Act =>
  (told, worker, day) => {
    const typed = nameOf(told, worker).replace(/^Dr /, '').split(' ').slice(1).join(' ')
    const bearer = worker.others.find(({ family }) => family === typed)
    lookFor(told, worker, day, 13 * 60 + 5, bearer, typed)
  }
const ownName = typesName((_, worker) => worker.name)
const colleague = typesName(({ luck }, worker) => luck.pick(worker.colleagues))

/** A whole list is read case after case, for no reason of the day. */
const bulk: Act = (told, worker, day) => {
  for (const [nr, kase] of [...worker.cases, ...worker.others].slice(0, 60).entries())
    openCase(told, worker, day, 14 * 60 + nr, kase)
}

/** Late on a Sunday, from home. */
const sunday: Act = (told, worker, day) => {
  for (let nr = 0; nr < 3; nr += 1)
    openCase(told, worker, day, 22 * 60 + 40 + nr * 6, told.luck.pick(worker.cases))
}

/** Names are tried one after the other to see who is known here; nothing is opened. */
const searches: Act = (told, worker, day) => {
  for (const [nr, kase] of worker.others.slice(-9).entries())
    lookFor(told, worker, day, 18 * 60 + nr * 2, kase)
}

const practiceCase: Act = (told, worker, day, practice) => {
  if (practice) openCase(told, worker, day, 11 * 60 + 20, practice)
}

/** One case of a neighbour, from the ordinary list, at an ordinary hour: only somebody who asks who looked finds it. */
const neighbour: Act = (told, worker, day) =>
  openCase(told, worker, day, 10 * 60 + 40, told.luck.pick(worker.others))

const acts: readonly [Misuse['kind'], Act, number, number][] = [
  ['own_name', ownName, 1, 8],
  ['own_name', ownName, 4, 31],
  ['colleague_name', colleague, 0, 17],
  ['colleague_name', colleague, 3, 44],
  ['bulk', bulk, 2, 24],
  ['bulk', bulk, 5, 52],
  ['off_hours', sunday, 1, 38],
  ['search_only', searches, 0, 47],
  ['practice_case', practiceCase, 3, 56],
  ['none', neighbour, 2, 28],
]

/** Ten misuses at fixed places among the days; two looks in an emergency are told elsewhere. */
export function plant(
  told: Told,
  workers: readonly Worker[],
  calendar: readonly string[],
  practice: Reachable | undefined,
): Misuse[] {
  return acts.flatMap(([kind, act, who, place]) => {
    const worker = workers[who % workers.length]
    const on = calendar[place]
    if (!worker || !on) return []
    const day = kind === 'off_hours' ? sundayBefore(on) : on
    act(told, worker, day, practice)
    return [{ kind, member: worker.id, day }]
  })
}

function sundayBefore(day: string): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() - (at.getUTCDay() || 7))
  return at.toISOString().slice(0, 10)
}
