import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { FirstDay, Told } from '../../contract.ts'
import styles from '../basics.module.css'
import { useRefreshFirstDay } from '../basics-queries.ts'

interface ToldListProps {
  told: readonly Told[]
  release: string
  caseRef: string
}

/** Who was told when, on whose screen it arrived, and who said "I have it". */
export function ToldList({ told, release, caseRef }: ToldListProps) {
  const text = useText()
  const refresh = useRefreshFirstDay()
  const have = useMutation({
    mutationFn: () => api.post(`/released-today/${release}/acknowledgement`),
    onSuccess: () => refresh(caseRef),
  })
  return (
    <Section title={text('basics.told.title')}>
      <ul className="tc-list">
        {told.map((one) => (
          <li key={`${one.role}${one.name}`}>
            <strong>{one.member ?? one.name}</strong>
            <p className="tc-note tc-dense">
              {text(`basics.told.role.${one.role}`, { desk: one.name })}
            </p>
            <ToldWhen told={one} />
          </li>
        ))}
      </ul>
      {have.error && <Trouble error={have.error} what={text('basics.have-it-failed')} />}
      {told.some(({ mine }) => mine) && (
        <Button mt={10} loading={have.isPending} onClick={() => have.mutate()}>
          {text('basics.have-it')}
        </Button>
      )}
    </Section>
  )
}

function ToldWhen({ told }: { told: Told }) {
  const text = useText()
  const format = useFormat()
  const { at, deliveredAt, acknowledgedAt, acknowledgedBy, role } = told
  return (
    <p className="tc-dense">
      {text('basics.told.at', { time: format.time(at) })}{' '}
      {role !== 'agency' &&
        (acknowledgedAt
          ? text('basics.told.acknowledged', {
              name: acknowledgedBy ?? '',
              time: format.time(acknowledgedAt),
            })
          : deliveredAt
            ? text('basics.told.delivered', { time: format.time(deliveredAt) })
            : text('basics.told.sent'))}
    </p>
  )
}

type Said = NonNullable<FirstDay['unplanned']>['circumstances']

/** Where the person is and how they are reached, for whoever sits on the case. */
export function Circumstances({ said }: { said: Said }) {
  const text = useText()
  const lines = (['saidBy', 'place', 'nowAt', 'reach'] as const).filter((one) => said[one])
  return (
    <Section title={text('basics.circumstances.title')}>
      <dl className={styles.facts}>
        {lines.map((one) => (
          <div key={one} style={{ display: 'contents' }}>
            <dt>{text(`basics.circumstances.${one}`)}</dt>
            <dd>{said[one]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
