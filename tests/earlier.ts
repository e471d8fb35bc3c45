import type { World } from './world.ts'

/**
 * Everything of a case happened so many days earlier: the clock of the database cannot be moved, so
 * a case that was opened a moment ago is pushed into the past.
 */
export async function pushBack(world: World, id: string, days: number): Promise<void> {
  const each = async (text: string) => void (await world.sql(text, [id, days]))
  await world.sql('alter table app.case_leads disable trigger user')
  await world.sql('alter table app.cases disable trigger user')
  await each(
    `update app.case_leads set starts_on = starts_on - $2::int, agreed_on = agreed_on - $2::int
      where case_id = $1 and starts_on < 'infinity'`,
  )
  await each(
    'update app.cases set opened_on = opened_on - $2::int, release_on = release_on - $2::int where id = $1',
  )
  await each(
    `update app.leads set agreed = case when isempty(agreed) then agreed
         else daterange(lower(agreed) - $2::int, upper(agreed) - $2::int) end,
       offered_at = offered_at - make_interval(days => $2), answered_at = answered_at - make_interval(days => $2)
      where case_id = $1`,
  )
  await each(
    `update app.seats set period = tstzrange(lower(period) - make_interval(days => $2), upper(period)) where case_id = $1`,
  )
  await each('update app.release_dates set release_on = release_on - $2::int where case_id = $1')
  await world.sql('select act.recalculate(1, $1)', [id])
  await world.sql('alter table app.case_leads enable trigger user')
  await world.sql('alter table app.cases enable trigger user')
}
