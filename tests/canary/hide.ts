import { day } from '../world.ts'
import { type ItemWish, layItem, layMeeting, layProposal } from '../world-items.ts'
import { type Asker, type CanaryCity, type Seeker, seekers } from './city.ts'
import { type Filled, fillCase, must, seat } from './fill.ts'
import { nameOf } from './words.ts'

/** The three cases of the proof, and what lies beside them. */
export interface Laid {
  /** Everybody sits on it, and single items on it are not for everybody. */
  table: Filled
  /** The coordination desk and probation sit on it, and nobody who seeks. */
  unseated: Filled
  /** Who seeks sits on it and closed it to themselves, or has signed nothing. */
  shut: Filled
  /** A meeting about the table case on another day. */
  later: string
}

/** Who has no right to anything, seated or not. */
const rightless = ['unsigned', 'stranger', 'administrator', 'elsewhere'] as const
const seated = ['police', 'exit', 'prison', 'housing', 'unsigned', 'health'] as const

/** What everybody knows of: a case at which all sit, and one that those who seek closed to themselves. */
export async function layKnown(city: CanaryCity): Promise<Omit<Laid, 'unseated'>> {
  const table = await fillCase(city, 'at the table', rightless)
  const shut = await fillCase(city, 'case shut by closeness')
  for (const who of seated) {
    await seat(city, table.id, who)
    if (who !== 'health') await seat(city, shut.id, who)
  }
  for (const who of ['police', 'exit', 'prison', 'housing'] as const)
    await must(city, who, `/cases/${shut.ref}/closeness`, { reason: 'A neighbour of mine.' })
  await hideVoluntary(city, table)
  const notPrison = seekers.filter((who) => who !== 'prison')
  await layItem(city.world, table.id, {
    ...{ owner: 'health', category: 'health', functional: true },
    text: city.lay('item about health', notPrison, 'health'),
  })
  const invited = ['police', 'prison', 'housing'] as const
  const later = await layMeeting(city.world, table.id, day(2), [...invited])
  return { table, shut, later }
}

/** What nobody who seeks may notice at all. */
export async function hideRest(city: CanaryCity, known: Omit<Laid, 'unseated'>): Promise<Laid> {
  const unseated = await fillCase(city, 'case without a seat')
  await hideItems(city, known)
  await hideShares(city, unseated)
  await hideBesideCases(city, unseated)
  return { ...known, unseated }
}

/** Lays down everything that somebody must not find. */
export const hideEverything = async (city: CanaryCity): Promise<Laid> =>
  hideRest(city, await layKnown(city))

/** Items on the case at which everybody sits: of each kind of hiding one. */
async function hideItems(
  city: CanaryCity,
  { table, later }: Omit<Laid, 'unseated'>,
): Promise<void> {
  const { agency } = city.world
  const lay = (
    what: string,
    finder: Asker | null,
    wish: ItemWish,
    from = seekers as readonly Seeker[],
  ) => layItem(city.world, table.id, { ...wish, text: city.lay(`item ${what}`, from, finder) })
  const probation = [agency.probation.desk]
  // Without the page of an item, only the owner's choice of what to share shows items.
  const page = (who: Asker) =>
    city.app.hasRoute({ method: 'GET', url: '/api/v1/items/:id' }) ? who : null
  const approver = agency.privacy.member
  await lay('for one desk by name', page('probation'), { mode: 'named', audience: probation })
  const special = await lay('of a special category', page('probation'), {
    ...{ mode: 'named', audience: probation, special: { approver, approved: true } },
  })
  await layProposal(
    city.world,
    special,
    approver,
    city.lay('change of a special category, proposed', seekers as readonly Seeker[], page('city')),
  )
  await lay('of a special category, not approved', page('city'), {
    ...{ mode: 'named', audience: [agency.police.desk, ...probation], special: { approver } },
  })
  await lay('sealed inside the health centre', 'health', {
    ...{ owner: 'health', category: 'health', mode: 'agency' },
  })
  await lay('that is restricted', 'city', { state: 'restricted' })
  await lay('that is withdrawn', page('city'), { state: 'withdrawn' })
  await lay('whose day to be deleted has come', null, { deleteOn: day(-1) })
  await lay('for a meeting of another day', 'city', { meetingId: later })
  const desk = [agency.city.desk]
  const shared = await lay('shared with probation', page('probation'), {
    mode: 'named',
    audience: desk,
  })
  await must(city, 'city', `/cases/${table.ref}/shares`, {
    ...{ items: [shared], recipients: probation, expiresOn: day(20) },
    necessity: city.lay('why an item is shared', seekers, 'city'),
    informed: {
      postponed: city.lay('why the person is told later', seekers, 'city'),
      until: day(9),
    },
  })
}

/** A share, a disclosure to others and a look in an emergency, on the case that nobody seeking sits on. */
async function hideShares(city: CanaryCity, { id, ref }: Filled): Promise<void> {
  const say = (what: string, finder: Asker | null = 'city') => city.lay(what, seekers, finder)
  const item = await layItem(city.world, id, { text: say('item of a case without a seat') })
  const asked = await must(city, 'city', `/cases/${ref}/disclosures`, {
    ...{
      items: [item],
      to: say('to whom something is disclosed'),
      why: say('why it is disclosed'),
    },
    ...{ conditions: say('conditions of a disclosure'), expiresOn: day(20) },
    informed: { postponed: say('why a disclosure is told later') },
  })
  const [made] = asked.ids ?? [asked.id]
  const words = say('what the chair decided')
  await must(city, 'chair', `/disclosures/${made}/decision`, { outcome: 'approved', words })
  await must(city, 'papers', '/overrides', {
    ref,
    reason: say('reason of an emergency', 'privacy'),
  })
  const [look] = await city.world.sql<{ id: string }>(`select id from app.overrides limit 1`)
  await must(city, 'privacy', `/overrides/${look?.id}/judgement`, {
    ...{ verdict: 'justified', words: say('how an emergency was judged', 'privacy') },
  })
}

/** Voluntary help is known to the desk and to who gives it (and never to who enforces). */
async function hideVoluntary(city: CanaryCity, { ref }: Filled): Promise<void> {
  const from = seekers.filter((who) => who !== 'exit')
  const say = (what: string) => city.lay(what, from, 'city')
  const { agency } = city.world
  const offer = await must(city, 'city', `/cases/${ref}/leads`, {
    ...{ domain: 'relations', agencyId: agency.exit.id, tied: 'calendar', from: day(-5) },
    ...{ until: day(150), voluntary: true, note: say('note to voluntary help') },
  })
  await must(city, 'exit', `/leads/${offer.id}/answer`, { outcome: 'accepted' })
  await must(city, 'city', `/cases/${ref}/consents`, {
    ...{ domain: 'relations', agencies: [agency.exit.id], answer: 'given', language: 'en' },
    ...{ way: 'witnessed', witness: say('witness of a consent'), capacity: 'alone', on: day(0) },
    explainedBy: say('who explained a consent'),
  })
}

/** What is nobody's case: an announcement, a list that was not taken in, a question, a printed line. */
async function hideBesideCases(city: CanaryCity, { ref }: Filled): Promise<void> {
  const unnamed = seekers.filter((who) => who !== 'prison')
  const name = (what: string, finder: Asker | null = 'city') =>
    nameOf(city.lay(what, unnamed, finder))
  await city.world.notice({
    family: name('announced person'),
    given: name('given name of one announced'),
  })
  const asked = await must(city, 'probation', '/questions', {
    question: city.lay('question to the desk', seekers, 'city'),
  })
  await must(city, 'city', `/questions/${asked.id}/answer`, {
    answer: city.lay('answer of the desk', seekers, 'probation'),
  })
  const list = ['Nr;Name;Vorname;Geburtsdatum;Entlassung', 'S/900001;', 'Ada;02.04.1990;']
  const content = `${list[0]}\n${list[1]}${name('name on a list', null)};${list[2]}${day(30)}\n`
  await must(city, 'city', '/imports', {
    ...{ agencyId: city.world.agency.prison.id, content: Buffer.from(content).toString('base64') },
  })
  await must(city, 'city', '/filters', {
    ...{
      id: crypto.randomUUID(),
      name: city.lay('name of a filter', seekers, 'city'),
      search: { ref },
    },
  })
}
