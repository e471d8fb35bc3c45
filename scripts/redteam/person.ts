import { type Attack, inWords, step } from './attack.ts'

/** The wrong person: two people with one name, and somebody in a hurry. */
export const mistaken: Attack[] = [
  {
    family: 'The wrong person',
    who: 'a worker in a hurry at the printer',
    wants: 'to print the sheet of somebody with the same name',
    rule: 'Two identifiers are typed before a sheet with names is printed.',
    sample: true,
    steps: async (city) => {
      const { ref } = await city.caseOfAll('coordinator', 'police')
      const others = await city.refsOf('coordinator')
      const other = others.find((one) => one !== ref) ?? ''
      const print = (body: object) =>
        city.ask('coordinator', 'POST', '/prints', { what: 'case', ref, names: true, ...body })
      const [bare, wrongRef, wrongBirth] = [
        await print({}),
        await print({ typedRef: other, typedBirth: '1990-01-01' }),
        await print({ typedRef: ref, typedBirth: '1901-01-01' }),
      ]
      return [
        step('printed without typing anything', inWords(bare), bare.status >= 400),
        step('typed the reference of another case', inWords(wrongRef), wrongRef.status >= 400),
        step(
          'typed the right reference and a wrong birth date',
          inWords(wrongBirth),
          wrongBirth.status >= 400,
        ),
      ]
    },
  },
  {
    family: 'The wrong person',
    who: 'a coordinator who takes two people of one name for the same',
    wants:
      'to join an announcement to a person whom the reader has no right to, or who does not exist',
    rule: 'Only somebody whom the reader may see can be said to be the same person.',
    steps: async (city) => {
      const [notice] = await city.sql<{ id: string; version: number }>(
        'select id, version from app.release_notices where vanished_on is null and case_id is null limit 1',
      )
      const [person] = await city.sql<{ id: string }>('select id from app.persons limit 1')
      const link = (who: 'coordinator' | 'police', samePersonAs: string) =>
        city.ask(who, 'POST', `/notices/${notice?.id}/person`, { samePersonAs }, notice?.version)
      const invented = await link('coordinator', crypto.randomUUID())
      const stranger = await link('police', person?.id ?? '')
      return [
        step('named a person who does not exist', inWords(invented), invented.status >= 400),
        step(
          'tried it as a police member who may not see the announcement',
          inWords(stranger),
          stranger.status === 404,
        ),
      ]
    },
  },
  {
    family: 'The wrong person',
    who: 'an association that searches a common name',
    wants: 'to be shown people who are not theirs because the name is alike',
    rule: 'A search finds persons of cases that one sits on; all others are as if nobody bore the name.',
    sample: true,
    steps: async (city) => {
      const { name, birth, ref } = await city.caseOf('coordinator', 'association')
      const [given = '', family = ''] = name.split(' ')
      const asked = [
        name,
        family,
        `${family} ${birth?.slice(0, 4)}`,
        `${given.slice(0, 3)} ${family}`,
      ]
      return Promise.all(
        asked.map(async (q, place) => {
          const found = await city.ask(
            'association',
            'GET',
            `/persons/search?q=${encodeURIComponent(q)}`,
          )
          const how = [
            'the full name',
            'the family name',
            'family name and year of birth',
            'half of the name',
          ]
          return step(
            `searched ${how[place]}`,
            found.text.includes(ref) ? 'the case of a stranger' : 'nobody who is not theirs',
            !found.text.includes(ref),
          )
        }),
      )
    },
  },
]
