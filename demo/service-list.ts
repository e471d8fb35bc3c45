import type { ServiceDomain } from '../src/modules/services/contract.ts'

export interface DemoService {
  /** A partner agency by number, or an organisation outside by name. */
  by: number | string
  name: string
  method: string
  for: string
  domains: ServiceDomain[]
  languages: string
  at: [place: string, street: string, postcode: string, town: string]
  access: string
  hours: string
  cost: 'free' | 'paid'
  costNote?: string
  places?: number
  placesNote?: string
  waiting?: string
  evidence?: string
  phone: string
  prisons?: number[]
  /** Days since somebody last said that it is right. */
  reviewed: number
}

export const at = {
  harbour: ['Harbour House', 'Quay 12', '1002', 'Harbour'],
  centre: ['Town Hall Annex', 'Market Square 3', '1000', 'Centre'],
  north: ['North Health Centre', 'Mill Lane 40', '1040', 'North'],
  canal: ['', 'Canal Street 4', '1010', 'Canal'],
  station: ['', 'Station Road 18', '1001', 'Centre'],
} satisfies Record<string, DemoService['at']>

/** Services of partner agencies of Valmare; with the rest there are eighteen. Every name is invented. */
export const firstServices: DemoService[] = [
  {
    by: 7,
    name: 'Housing first visits',
    method:
      'A worker looks for a flat with the person, signs as guarantor, and visits for two years.',
    for: 'Adults without a home of their own',
    domains: ['accommodation'],
    languages: 'nl fr ar',
    at: at.centre,
    access: 'Any agency refers with one page. The desk answers within ten working days.',
    hours: 'Monday to Friday 9:00 to 16:00',
    cost: 'free',
    places: 24,
    waiting: 'about six weeks',
    evidence: 'City report 2025: of 31 tenancies, 27 lasted a year.',
    phone: '0555 0161',
    prisons: [2],
    reviewed: 40,
  },
  {
    by: 8,
    name: 'Haven night house',
    method: 'Bed, breakfast and a locker for up to thirty nights.',
    for: 'Adults with no bed for tonight',
    domains: ['accommodation'],
    languages: 'nl fr en ar pl ro',
    at: at.harbour,
    access: 'Ring before 18:00. The house keeps a bed for whoever is announced by an agency.',
    hours: 'Every night from 18:00',
    cost: 'free',
    places: 18,
    placesNote: '18 beds, of which 2 are kept for releases',
    phone: '0555 0411',
    reviewed: 12,
  },
  {
    by: 12,
    name: 'First month at work',
    method:
      'Job coach for the first month: papers for the employer, travel card, a call every week.',
    for: 'Who has an offer of work or a place in a workshop',
    domains: ['work'],
    languages: 'nl fr en',
    at: at.station,
    access: 'Through the Job Centre desk, with or without an address.',
    hours: 'Monday to Thursday 8:30 to 17:00',
    cost: 'free',
    placesNote: 'no limit',
    phone: '0555 0611',
    prisons: [2, 3],
    reviewed: 75,
  },
  {
    by: 12,
    name: 'Work orientation inside',
    method: 'Three mornings in the prison: strengths, papers, first letters to employers.',
    for: 'Groups of up to ten, three months before release',
    domains: ['work', 'education'],
    languages: 'nl fr',
    at: at.station,
    access: 'The prison books it as an in-reach session.',
    hours: 'By agreement',
    cost: 'free',
    places: 10,
    phone: '0555 0612',
    prisons: [2, 3],
    reviewed: 20,
  },
  {
    by: 13,
    name: 'Reading and writing for adults',
    method: 'Small groups, two evenings a week, also for people who never went to school.',
    for: 'Adults, any level',
    domains: ['education'],
    languages: 'nl fr',
    at: at.canal,
    access: 'Come to the first evening of a month. No papers needed.',
    hours: 'Tuesday and Thursday 18:30 to 20:30',
    cost: 'free',
    places: 36,
    phone: '0555 0621',
    reviewed: 110,
  },
  {
    by: 13,
    name: 'Welding course with certificate',
    method: 'Sixteen weeks in the workshop, recognised certificate, placement at the end.',
    for: 'Adults who can stand for six hours',
    domains: ['education', 'work'],
    languages: 'nl en',
    at: at.canal,
    access: 'Intake talk at the college; starts in January, May and September.',
    hours: 'Monday to Friday 8:00 to 15:00',
    cost: 'paid',
    costNote: '60 euros; the Job Centre pays for who is registered there',
    places: 12,
    waiting: 'until the next start',
    phone: '0555 0622',
    reviewed: 190,
  },
  {
    by: 9,
    name: 'Doctor without an appointment',
    method: 'General practice, prescriptions carried on from prison on the same day.',
    for: 'Everybody in the north and the centre, insured or not',
    domains: ['health'],
    languages: 'nl fr en tr ar',
    at: at.north,
    access: 'Walk in, or the prison rings the day before.',
    hours: 'Monday to Friday 13:00 to 17:00',
    cost: 'free',
    costNote: 'free with urgent medical aid; otherwise the usual share',
    phone: '0555 0511',
    reviewed: 33,
  },
  {
    by: 10,
    name: 'Substitution and counselling',
    method: 'Substitution treatment and talks, one place for both, medical secrecy.',
    for: 'Adults who use or used substances',
    domains: ['substance_use', 'health'],
    languages: 'nl fr en pl',
    at: at.harbour,
    access: 'Ring; the first talk is within five working days.',
    hours: 'Monday to Friday 8:00 to 12:00',
    cost: 'free',
    places: 90,
    waiting: 'five working days',
    phone: '0555 0521',
    prisons: [2],
    reviewed: 61,
  },
  {
    by: 10,
    name: 'Group for relatives',
    method: 'Evenings for partners and parents, led by two counsellors.',
    for: 'Families of people in prison or newly back',
    domains: ['family_community'],
    languages: 'nl fr tr',
    at: at.harbour,
    access: 'Come, or ring first.',
    hours: 'Every second Wednesday 19:00',
    cost: 'free',
    phone: '0555 0522',
    reviewed: 150,
  },
  {
    by: 11,
    name: 'Identity card in one visit',
    method: 'Photograph, form and fee on one morning; urgent cards in three working days.',
    for: 'Residents, also with a reference address at the social service',
    domains: ['finance_papers'],
    languages: 'nl fr en',
    at: at.centre,
    access: 'The desk keeps an hour each Tuesday for releases. Announce by mail.',
    hours: 'Tuesday 9:00 to 10:00 for releases',
    cost: 'paid',
    costNote: '18 euros; the social service lends it',
    phone: '0555 0171',
    reviewed: 25,
  },
]
