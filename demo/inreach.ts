import type { Pool } from 'pg'
import { seal } from '../src/platform/seal/envelope.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'
import { demoNumber } from './services.ts'

const sessions = [
  {
    prison: 2,
    asking: 12,
    domain: 'work',
    service: 'Work orientation inside',
    topic: 'Work orientation, first morning',
    wish: 12,
    state: 'asked',
    minutes: 150,
    size: 10,
    needs: 'A room with ten tables and a board',
    staff: ['Marco Testa', 'Job coach', 'asked'],
  },
  {
    prison: 2,
    asking: 10,
    domain: 'substance_use',
    service: 'Substitution and counselling',
    topic: 'Talks before release, group of four',
    wish: 5,
    state: 'planned',
    slot: [5, '10:00', 'A 12'],
    minutes: 90,
    size: 4,
    needs: 'A room where nobody listens',
    staff: ['Piet Claes', 'Counsellor', 'cleared'],
  },
  {
    prison: 3,
    asking: 6,
    domain: 'family_community',
    service: 'Parents and children, visiting well',
    topic: 'Afternoon for fathers',
    wish: 9,
    state: 'proposed',
    slot: [16, '14:00', 'Chapel'],
    minutes: 120,
    size: 8,
    needs: 'Play corner, if there is one',
    staff: ['Amina Benali', 'Family worker', 'cleared'],
  },
  {
    prison: 2,
    asking: 12,
    domain: 'work',
    service: 'First month at work',
    topic: 'Papers for the employer',
    wish: -9,
    state: 'held',
    slot: [-9, '10:00', 'Library'],
    attended: 3,
    minutes: 60,
    size: 6,
    needs: '',
    staff: ['Marco Testa', 'Job coach', 'cleared'],
  },
] as const

/** Four sessions inside, each at another point of its way. */
export async function addInreach(owner: Pool, keys: Keyring, authority: number): Promise<void> {
  for (const one of sessions) {
    const id = demoNumber(`session ${one.topic}`)
    const [slotIn, at, room] = 'slot' in one ? one.slot : [null, null, '']
    await owner.query(
      `insert into app.inreach_sessions (authority_id, id, prison_agency_id, asking_agency_id, asked_by, asked_at, domain, service_id, topic,
         wish_on, wish_time, minutes, group_size, needs, state, slot_on, slot_at, room, attended)
       select $1, $2, $3, $4, m.id, now() - interval '20 days', $5, $6, $7, current_date + $8::int, 'in the morning', $9, $10, $11, $12,
              current_date + $13::int, $14::time, $15, $16
         from app.members m where m.authority_id = $1 and m.agency_id = $4 order by m.id limit 1`,
      [
        ...[authority, id, one.prison, one.asking, one.domain, demoNumber(one.service), one.topic],
        ...[one.wish, one.minutes, one.size, one.needs, one.state, slotIn, at, room],
        'attended' in one ? one.attended : null,
      ],
    )
    const [name, role, clearance] = one.staff
    const worker = demoNumber(`worker ${one.topic}`)
    const { key, wrapped } = keys.newDataKey(authority)
    const sealed = seal(key, JSON.stringify({ name, role }), `inreach_workers.worker:${worker}`)
    await owner.query(
      `insert into app.inreach_workers (authority_id, id, session_id, position, key_wrapped, worker_sealed, clearance, cleared_until)
       values ($1, $2, $3, 1, $4, $5, $6, case when $6 = 'cleared' then current_date + 120 end)`,
      [authority, worker, id, wrapped, sealed, clearance],
    )
  }
}
