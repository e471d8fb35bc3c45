import { type Attack, expects, step } from './attack.ts'

/** Erasing as a way to hide something: never alone, never what another agency brought. */
export const vanishing: Attack[] = [
  {
    family: 'The curious colleague',
    who: 'a housing worker who wants an awkward note to vanish without anybody noticing',
    wants: 'to erase it alone, and to have what the police wrote erased as well',
    rule: 'Its own agency asks, a second person decides, and of another agency nothing can be asked.',
    sample: true,
    steps: async (city) => {
      const { id: kase } = await city.caseOfAll('housing', 'police')
      const [own] = await city.sql<{ id: string }>(
        `select id from app.items where owner_agency_id = (select agency_id from app.members where authority_id = 1 and id = $1)
            and erased_on is null and state = 'current' order by (case_id = $2) desc, id limit 1`,
        [city.member.housing, kase],
      )
      const [other] = await city.sql<{ id: string }>(
        `select id from app.items where owner_agency_id = (select agency_id from app.members where authority_id = 1 and id = $1)
            and erased_on is null order by id limit 1`,
        [city.member.police],
      )
      const ground = { ground: 'unlawful' }
      const foreign = await city.ask('housing', 'POST', `/items/${other?.id}/erasures`, ground)
      const asked = await city.ask('housing', 'POST', `/items/${own?.id}/erasures`, ground)
      const decision = `/erasures/${asked.body?.id}/decision`
      const alone = await city.ask('housing', 'POST', decision, { answer: 'erased' })
      const stranger = await city.ask('police', 'POST', decision, { answer: 'erased' })
      const left = await city.sql('select 1 from app.item_versions where item_id = $1', [own?.id])
      return [
        step(
          'asked to erase what the police brought',
          `${foreign.status}`,
          [403, 404].includes(foreign.status),
        ),
        expects('asked to erase the own note', asked, 201),
        expects('decided it alone', alone, 403),
        expects('let a friend at the police decide it', stranger, 404),
        step('looked for the note', `${left.length} versions are there`, left.length > 0),
      ]
    },
  },
]
