import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { useText } from '../../../../web/words.ts'
import type { ErasureEffect } from '../../erasure-contract.ts'
import styles from '../rights.module.css'

/** What goes, who is told, and what stays and why: the same list by which it is done. */
export function Effect({ effect }: { effect: ErasureEffect }) {
  const text = useText()
  return (
    <div className={styles.texts}>
      <section className={styles.text}>
        <h3>{text('erasures.goes')}</h3>
        <ul>
          {effect.goes.map(({ what, rows }) => (
            <li key={what}>{text(`erasures.goes.${what}`, { rows })}</li>
          ))}
          <li>{text('erasures.goes.events', { events: effect.events })}</li>
        </ul>
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
        {effect.thirdParties > 0 && (
          <p>{text('erasures.told.third', { count: effect.thirdParties })}</p>
        )}
      </section>
      <section className={styles.text}>
        <h3>{text('erasures.stays')}</h3>
        <ul>
          <li>{text('erasures.stays.mark')}</li>
          <li>{text('erasures.stays.hashes')}</li>
          <li>{text('erasures.stays.notices')}</li>
          <li>{text('erasures.stays.others')}</li>
          {effect.reliedOn > 0 && (
            <li>{text('erasures.stays.relies', { count: effect.reliedOn })}</li>
          )}
          <li>{text('erasures.stays.backups')}</li>
        </ul>
      </section>
    </div>
  )
}
