/** What the agencies of Valmare have written; every word is invented. */
export interface Story {
  agency: number
  category: string
  kind: 'fact' | 'assessment' | 'statement'
  /** The newest version last. */
  texts: readonly string[]
  why?: string
  source?: [kind: string, words?: string]
  sure?: string
  method?: string
  /** So many days ago it was true, and in so many days it has to be looked at again. */
  ago?: number
  review?: number
  state?: 'contested' | 'restricted' | 'withdrawn'
  /** Named agencies only, or the own one. */
  only?: readonly number[] | 'own'
  handling?: readonly (
    | 'no_onward'
    | 'view_only'
    | 'spoken_only'
    | 'ask_first'
    | 'meeting'
    | 'delete'
  )[]
  functional?: { code: string; until?: number }
  /** Special categories: approved by a colleague, or still waiting. */
  special?: 'approved' | 'waiting'
  /** A change of it that waits for the second person. */
  changed?: { text: string; reason: string }
}

const [city, prison, moor, probation, family, housing, haven, health, clinic, job] = [
  1, 2, 3, 4, 6, 7, 8, 9, 10, 12,
]

const idCard = (agency: number): Story => ({
  ...{ agency, category: 'finance_papers', kind: 'fact', source: ['observed'], sure: 'confirmed' },
  texts: [
    'The identity card has expired. A new one has been applied for.',
    'The new identity card has come. It lies with the registry and is handed out at the gate.',
  ],
  ...{ why: 'The card has come with the post.', ago: 3, review: 60 },
})

const savings = (agency: number): Story => ({
  ...{ agency, category: 'finance_papers', kind: 'fact', source: ['register', 'Prison account'] },
  texts: ['About 310 euros are paid out on the day of release.'],
  ...{ sure: 'documented', ago: 12, review: 30, handling: ['no_onward'] },
})

const trainingWish = (agency: number): Story => ({
  ...{ agency, category: 'education', kind: 'statement', ago: 20 },
  texts: ['I want to finish the welding course. I have done two of three parts inside.'],
})

/** In the order in which they were written; each agency writes only where it sits on the case. */
export const stories: readonly Story[] = [
  idCard(prison),
  idCard(moor),
  savings(prison),
  savings(moor),
  trainingWish(prison),
  {
    ...{
      agency: city,
      category: 'accommodation',
      kind: 'fact',
      source: ['agency', 'Telephone call'],
    },
    texts: ['The first night is arranged at the municipal lodging, arrival until 21:00.'],
    ...{ sure: 'plausible', ago: 5, review: 40, handling: ['ask_first'] },
  },
  {
    ...{
      agency: housing,
      category: 'accommodation',
      kind: 'fact',
      source: ['document', 'Tenancy of 16 November'],
    },
    texts: [
      'A supported flat in the north district is free from the last Monday of the month. Keys with the caretaker, between 9 and 16.',
    ],
    ...{ sure: 'documented', ago: 4, review: 90 },
  },
  {
    ...{
      agency: haven,
      category: 'accommodation',
      kind: 'fact',
      source: ['observed'],
      sure: 'confirmed',
    },
    texts: ['A room on the ground floor is kept. House rules were gone through on a visit.'],
    ...{ ago: 9, review: 45 },
  },
  {
    ...{ agency: probation, category: 'family_community', kind: 'statement', ago: 16 },
    texts: [
      'The first evening I want to see my sister. She knows when I come. After that I manage.',
    ],
  },
  {
    ...{
      agency: probation,
      category: 'work',
      kind: 'fact',
      source: ['document', 'Letter of the workshop'],
    },
    texts: [
      'The workshop at the canal offers a trial of two weeks, beginning ten days after release.',
    ],
    ...{ sure: 'documented', ago: 8, review: 30 },
  },
  {
    ...{
      agency: probation,
      category: 'work',
      kind: 'assessment',
      method: 'Two talks, the report of the prison workshop, one visit.',
    },
    texts: [
      'The trial fits what he has learnt inside. Mornings work better than late shifts in the first month.',
    ],
    ...{ ago: 7, review: 60 },
  },
  {
    ...{
      agency: probation,
      category: 'supervision',
      kind: 'fact',
      source: ['document', 'Order of the court'],
    },
    texts: [
      'First appointment at the office within three days of release, then every second week.',
    ],
    ...{ sure: 'documented', ago: 25, review: 120, handling: ['view_only'] },
  },
  {
    ...{ agency: city, category: 'lead', kind: 'fact', source: ['person'], sure: 'not_checked' },
    texts: ['Can be reached best in the morning, by telephone; letters are opened late.'],
    ...{ ago: 220, review: -14 },
  },
  {
    ...{
      agency: city,
      category: 'family_community',
      kind: 'fact',
      source: ['third_party', 'A neighbour'],
    },
    texts: ['The brother is said to have moved in with the mother.'],
    ...{ sure: 'doubtful', ago: 30, review: 20, state: 'contested' },
  },
  {
    ...{
      agency: city,
      category: 'family_community',
      kind: 'fact',
      source: ['observed'],
      sure: 'confirmed',
    },
    texts: [
      'Wants to tell the family at the handover meeting himself; please do not speak of the date before.',
    ],
    ...{ ago: 6, review: 30, handling: ['spoken_only', 'meeting'] },
  },
  {
    ...{
      agency: city,
      category: 'accommodation',
      kind: 'fact',
      source: ['observed'],
      sure: 'confirmed',
    },
    texts: ['The sister’s address was given to us for the first evening only.'],
    ...{ ago: 2, review: 20, only: [probation], handling: ['no_onward', 'delete'] },
  },
  {
    ...{
      agency: family,
      category: 'family_community',
      kind: 'fact',
      source: ['observed'],
      sure: 'confirmed',
    },
    texts: [
      'Visits of the daughter every second Saturday have begun again, with us in the room next door.',
    ],
    ...{ ago: 11, review: 50, only: [city, probation] },
  },
  {
    ...{ agency: job, category: 'work', kind: 'fact', source: ['document'], sure: 'documented' },
    texts: ['Registered with us; first talk on the fifth day after release at 10.'],
    ...{ ago: 10, review: 60 },
  },
  {
    ...{ agency: job, category: 'work', kind: 'fact', source: ['observed'], sure: 'confirmed' },
    texts: ['Has a driving licence for lorries.'],
    ...{ ago: 40, review: 90, state: 'withdrawn' },
  },
  {
    ...{
      agency: health,
      category: 'health',
      kind: 'fact',
      functional: { code: 'support_in_place', until: 180 },
    },
    ...{ texts: [], ago: 14, review: 90 },
  },
  {
    ...{
      agency: health,
      category: 'health',
      kind: 'fact',
      functional: { code: 'able_to_work_partly' },
    },
    ...{ texts: [], ago: 14, review: 60 },
  },
  {
    ...{
      agency: health,
      category: 'health',
      kind: 'assessment',
      method: 'Consultation of the admission clinic.',
    },
    texts: [
      'Sleep is poor before appointments in offices; short dates in the morning have worked.',
    ],
    ...{ ago: 14, review: 120, only: 'own' },
  },
  {
    ...{
      agency: health,
      category: 'health',
      kind: 'fact',
      source: ['document', 'Letter of the prison doctor'],
    },
    texts: ['Insulin twice a day; the cool bag has to be at the gate.'],
    ...{ sure: 'documented', ago: 4, review: 30, only: [city], special: 'approved' },
    changed: {
      text: 'Insulin three times a day from Monday; the cool bag has to be at the gate.',
      reason: 'New letter of the prison doctor.',
    },
  },
  {
    ...{
      agency: clinic,
      category: 'substance_use',
      kind: 'fact',
      functional: { code: 'appointment_made', until: 30 },
    },
    ...{ texts: [], ago: 6, review: 40 },
  },
]
