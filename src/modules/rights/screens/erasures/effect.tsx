import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Erasure, ErasureEffect } from '../../erasure-contract.ts'
import styles from '../rights.module.css'

/** What goes, who is told, and what stays and why: the same list by which it is done. */
export function Effect({ effect, kind }: { effect: ErasureEffect; kind: Erasure['kind'] }) {
  const text = useText()
  const format = useFormat()
  return (
    <div className={styles.texts}>
      <section className={styles.text}>
        <h3>{text('erasures.goes')}</h3>
        {kind === 'person' && effect.refs && (
          <p>{text('erasures.goes.refs', { refs: format.list(effect.refs) })}</p>
        )}
        {kind !== 'item' && effect.goes.length === 0 ? (
          <Outline person={kind === 'person'} />
        ) : (
          <ul>
            {effect.goes.map(({ what, rows }) => (
              <li key={what}>{text(`erasures.goes.${what}`, { rows })}</li>
            ))}
            <li>{text('erasures.goes.events', { events: effect.events })}</li>
          </ul>
        )}
      </section>
      <section className={styles.text}>
        <h3>{text('erasures.told')}</h3>
        {effect.agencies.length + effect.thirdParties === 0 && (
          <p>{text('erasures.told.nobody')}</p>
        )}
        <ul className={styles.recipients}>
          {effect.agencies.map((agency) => (
            <li key={agency.id}>
              <AgencyBadge agency={agency} withName />
            </li>
          ))}
        </ul>
        {kind !== 'item' && effect.goes.length === 0 && (
          <p className="tc-note">{text('erasures.told.more')}</p>
        )}
        {effect.thirdParties > 0 && (
          <p>
            {text(kind === 'item' ? 'erasures.told.third' : 'erasures.told.outside', {
              count: effect.thirdParties,
            })}
          </p>
        )}
      </section>
      <section className={styles.text}>
        <h3>{text('erasures.stays')}</h3>
        <ul>
          {staying(effect, kind).map((what) => (
            <li key={what}>{text(`erasures.stays.${what}`, { count: effect.reliedOn })}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** What goes, before it is asked: how much of each the second person sees. */
function Outline({ person }: { person: boolean }) {
  const text = useText()
  return (
    <>
      <ul>
        {person && <li>{text('erasures.whole.person')}</li>}
        <li>{text('erasures.whole.case')}</li>
        <li>{text('erasures.whole.log')}</li>
      </ul>
      <p className="tc-note">{text('erasures.whole.count')}</p>
    </>
  )
}

/** What stays when it is gone, in the order in which it matters. */
function staying({ reliedOn, person }: ErasureEffect, kind: Erasure['kind']): string[] {
  const [first, last] = [['mark', 'hashes'], ['backups']]
  if (kind === 'item')
    return [...first, 'notices', 'others', ...(reliedOn > 0 ? ['relies'] : []), ...last]
  const others = person === undefined ? [] : [person ? 'list' : 'person']
  return [...first, 'several', 'tellings', 'copies', ...others, ...last]
}
