import { useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { StartState } from '../set-up-contract.ts'
import { LiveCheck } from './start/live-check.tsx'
import { PracticeTile } from './start/practice-tile.tsx'
import styles from './start/start.module.css'
import { startQuery } from './start/start-api.ts'

/** The first hour: what can be done today without any personal data, and what live cases need. */
export function Start() {
  const text = useText()
  const start = useQuery(startQuery)
  return (
    <Page title={text('start.title')} note={text('start.note')}>
      {start.isPending && <Loading rows={6} />}
      {start.error && <Trouble error={start.error} onRetry={() => void start.refetch()} />}
      {start.data && (
        <>
          <Section title={text('start.today.title')} note={text('start.today.note')}>
            <Tiles state={start.data} />
          </Section>
          {!start.data.practice && <LiveCheck state={start.data} />}
        </>
      )}
    </Page>
  )
}

interface Tile {
  to: string
  words: string
  /** What has been done, in words; without it only what the tile is for. */
  done?: (state: StartState) => { settled: boolean; words: string; values?: Record<string, number> }
}

/** Tiles in the order of a first hour. One appears when its page exists. */
const tiles: readonly Tile[] = [
  {
    to: '/start/partners',
    words: 'partners',
    done: ({ filled, asked, tableFunctions }) => ({
      settled: filled === tableFunctions,
      words: 'start.tiles.partners.state',
      values: { filled, asked, empty: tableFunctions - filled - asked },
    }),
  },
  {
    to: '/agencies',
    words: 'people',
    done: ({ administrators, coordinators }) => ({
      settled: administrators >= 2 && coordinators >= 1,
      words: 'start.tiles.people.state',
      values: { administrators, coordinators },
    }),
  },
  { to: '/services', words: 'services' },
  { to: '/services/prisons', words: 'prisons' },
  { to: '/start/competences', words: 'competences' },
  { to: '/start/drafts', words: 'drafts' },
  {
    to: '/start/agreements',
    words: 'agreements',
    done: ({ criteria }) => {
      const met = (wanted: string) => criteria.some(({ code, met }) => code === wanted && met)
      if (!met('agreement')) return { settled: false, words: 'start.tiles.agreements.none' }
      return met('signatures')
        ? { settled: true, words: 'start.tiles.agreements.signed' }
        : { settled: false, words: 'start.tiles.agreements.unsigned' }
    },
  },
  {
    to: '/agreements/impact',
    words: 'impact',
    done: ({ criteria }) =>
      criteria.some(({ code, met }) => code === 'impact' && met)
        ? { settled: true, words: 'start.tiles.impact.approved' }
        : { settled: false, words: 'start.tiles.impact.none' },
  },
  { to: '/start/opening', words: 'opening' },
]

function Tiles({ state }: { state: StartState }) {
  const { routesByPath } = useRouter()
  const shown = tiles.filter(({ to }) => Object.hasOwn(routesByPath, to))
  return (
    <ul className={styles.tiles}>
      {shown.map((tile) => (
        <TileShown key={tile.to} tile={tile} state={state} />
      ))}
      <PracticeTile practice={state.practice} />
    </ul>
  )
}

function TileShown({ tile, state }: { tile: Tile; state: StartState }) {
  const text = useText()
  const done = tile.done?.(state)
  return (
    <li className={styles.tile}>
      <h3>
        <Link to={tile.to}>{text(`start.tiles.${tile.words}.title`)}</Link>
      </h3>
      <p>{text(`start.tiles.${tile.words}.note`)}</p>
      {done && (
        <p className={styles.state}>
          <PlainState state={done.settled ? 'settled' : 'neutral'}>
            {text(done.words, done.values)}
          </PlainState>
        </p>
      )}
    </li>
  )
}
