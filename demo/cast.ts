import type { AgencyKind, MemberFunction } from '../src/modules/admin/contract.ts'

export interface CastAgency {
  id: number
  name: string
  code: string
  kind: AgencyKind
  phone: string
  email: string
}

export interface CastMember {
  agency: number
  name: string
  functions: MemberFunction[]
  /** Shown on the sign-in page of the demo. */
  guide?: boolean
  locale?: string
}

/** Fourteen agencies of Valmare. Every name is invented. */
export const agencies: CastAgency[] = [
  {
    id: 1,
    name: 'City coordination',
    code: 'Ci',
    kind: 'city',
    phone: '0555 0142',
    email: 'desk@valmare.example',
  },
  {
    id: 2,
    name: 'Valmare Prison',
    code: 'Pr',
    kind: 'custody',
    phone: '0555 0210',
    email: 'resettlement@prison.example',
  },
  {
    id: 3,
    name: 'Ellan Moor Prison',
    code: 'Em',
    kind: 'custody',
    phone: '0555 0220',
    email: 'release@ellanmoor.example',
  },
  {
    id: 4,
    name: 'Probation Service',
    code: 'Pb',
    kind: 'probation',
    phone: '0555 0310',
    email: 'desk@probation.example',
  },
  {
    id: 5,
    name: 'Local Police',
    code: 'Po',
    kind: 'police',
    phone: '0555 0112',
    email: 'partnership@police.example',
  },
  {
    id: 6,
    name: 'Family Service',
    code: 'Fa',
    kind: 'city',
    phone: '0555 0150',
    email: 'family@valmare.example',
  },
  {
    id: 7,
    name: 'Housing Office',
    code: 'Ho',
    kind: 'city',
    phone: '0555 0160',
    email: 'housing@valmare.example',
  },
  {
    id: 8,
    name: 'Haven Association',
    code: 'Ha',
    kind: 'association',
    phone: '0555 0410',
    email: 'hello@haven.example',
  },
  {
    id: 9,
    name: 'North Health Centre',
    code: 'He',
    kind: 'health',
    phone: '0555 0510',
    email: 'desk@northhealth.example',
  },
  {
    id: 10,
    name: 'Counselling Centre',
    code: 'Cc',
    kind: 'health',
    phone: '0555 0520',
    email: 'desk@counselling.example',
  },
  {
    id: 11,
    name: 'Citizen Services',
    code: 'Cs',
    kind: 'city',
    phone: '0555 0170',
    email: 'papers@valmare.example',
  },
  {
    id: 12,
    name: 'Job Centre',
    code: 'Jo',
    kind: 'work',
    phone: '0555 0610',
    email: 'desk@jobcentre.example',
  },
  {
    id: 13,
    name: 'Adult College',
    code: 'Ac',
    kind: 'work',
    phone: '0555 0620',
    email: 'desk@adultcollege.example',
  },
  {
    id: 14,
    name: 'Bridge',
    code: 'Br',
    kind: 'association',
    phone: '0555 0420',
    email: 'team@bridge.example',
  },
]

/** The ones whose journeys the handbook tells; the rest of the sixty fill their desks. */
const named: CastMember[] = [
  { agency: 1, name: 'Anna Lind', functions: ['coordinator'], guide: true },
  { agency: 1, name: 'Mateo Duarte', functions: ['coordinator', 'chair'] },
  { agency: 1, name: 'Elif Aydın', functions: ['chair', 'manager'], guide: true },
  { agency: 1, name: 'Joris Van Damme', functions: ['administrator'], guide: true },
  { agency: 1, name: 'Chiara Neri', functions: ['data_protection_officer'], guide: true },
  { agency: 1, name: 'Sofie Lambert', functions: ['strategy_lead'], guide: true },
  { agency: 1, name: 'Paul Brandt', functions: ['elected_member'], guide: true },
  { agency: 1, name: 'Noor Haddad', functions: ['trainer'], guide: true },
  { agency: 1, name: 'Luc Marchal', functions: ['facilitator'], guide: true },
  { agency: 2, name: 'Dirk Peeters', functions: ['resettlement_officer'], guide: true },
  { agency: 3, name: 'Rhian Evans', functions: ['resettlement_officer'] },
  { agency: 4, name: 'Ingrid Sørensen', functions: ['case_worker'], guide: true },
  { agency: 5, name: 'Tom Keller', functions: ['case_worker'], guide: true },
  { agency: 6, name: 'Amina Benali', functions: ['case_worker'] },
  { agency: 7, name: 'Henk de Vries', functions: ['case_worker'], guide: true },
  { agency: 8, name: 'Rosa Marín', functions: ['provider'], guide: true },
  { agency: 9, name: 'Dr Eva Novak', functions: ['provider'], guide: true },
  { agency: 10, name: 'Piet Claes', functions: ['provider'] },
  { agency: 11, name: 'Greta Holm', functions: ['case_worker'] },
  { agency: 12, name: 'Marco Testa', functions: ['case_worker'] },
  { agency: 13, name: 'Julie Renard', functions: ['trainer'] },
  { agency: 14, name: 'Samir Kovač', functions: ['exit_worker'], guide: true },
  { agency: 7, name: 'Willem Bakker', functions: ['manager'], guide: true },
]

const given = [
  'Ana',
  'Bart',
  'Cécile',
  'David',
  'Emma',
  'Frank',
  'Gina',
  'Hugo',
  'Iris',
  'Jan',
  'Karin',
  'Leo',
  'Mia',
]
const family = [
  'Aerts',
  'Blanco',
  'Costa',
  'Dubois',
  'Esposito',
  'Fischer',
  'Garnier',
  'Hansen',
  'Ivanova',
  'Jansen',
]
const usual: Record<AgencyKind, MemberFunction> = {
  custody: 'resettlement_officer',
  probation: 'case_worker',
  city: 'case_worker',
  health: 'provider',
  work: 'case_worker',
  association: 'provider',
  police: 'case_worker',
  justice: 'case_worker',
}

/** Sixty members in twelve functions. */
export function members(): CastMember[] {
  const more = Array.from({ length: 60 - named.length }, (_, i): CastMember => {
    const agency = agencies[1 + (i % (agencies.length - 1))] as CastAgency
    const name = `${given[i % given.length]} ${family[(i * 3) % family.length]}`
    return { agency: agency.id, name, functions: [usual[agency.kind]] }
  })
  return [...named, ...more]
}

/** Address of a member at sign-in: `anna.lind@valmare.example`. */
export function emailOf(name: string, place: number): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/^dr /, '')
    .replace(/[^a-z]+/g, '.')
  return `${plain}${place < named.length ? '' : `.${place}`}@valmare.example`
}
