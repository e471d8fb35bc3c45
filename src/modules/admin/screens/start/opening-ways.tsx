import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readOpening } from '../../../../web/client.gen.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Opening } from '../../set-up-contract.ts'
import styles from './start.module.css'

const ways = ['computer', 'network', 'proxy'] as const
type Way = (typeof ways)[number]

/** The three ways to open a desk: what to ask for, the exact command, and whether it works from here. */
export function OpeningWays() {
  const text = useText()
  const opening = useQuery({
    queryKey: ['opening'],
    queryFn: ({ signal }) => readOpening({ signal, quiet401: true }),
  })
  const [chosen, choose] = useState<Way | null>(null)
  if (opening.isPending) return <Loading rows={4} />
  if (opening.error) return <Trouble error={opening.error} />
  const way = chosen ?? opening.data.way
  return (
    <div className={styles.ways}>
      <Segmented
        label={text('start.opening.choose')}
        value={way}
        options={ways.map((value) => ({ value, label: text(`start.opening.ways.${value}`) }))}
        onChange={choose}
      />
      <WayPage way={way} opening={opening.data} />
      <CheckFromHere opening={opening.data} />
    </div>
  )
}

function WayPage({ way, opening }: { way: Way; opening: Opening }) {
  const text = useText()
  const steps = { computer: 2, network: 4, proxy: 4 }[way]
  return (
    <section className={styles.way} aria-label={text(`start.opening.ways.${way}`)}>
      <p>{text(`start.opening.${way}.what`)}</p>
      <ol>
        {Array.from({ length: steps }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a recipe have no other name
          <li key={place}>{text(`start.opening.${way}.step-${place + 1}`)}</li>
        ))}
      </ol>
      <pre className={styles.command} dir="ltr">
        <code>{commandOf(way, opening)}</code>
      </pre>
      {way === 'proxy' && (
        <>
          <p>{text('start.opening.proxy.sample')}</p>
          <pre className={styles.command} dir="ltr">
            <code>{proxySample(opening)}</code>
          </pre>
        </>
      )}
    </section>
  )
}

const start = 'npm start --'

function commandOf(way: Way, { port }: Opening): string {
  if (way === 'computer') return `npm start`
  if (way === 'network') {
    return [
      `${start} --host 0.0.0.0 --port 443 \\`,
      '  --origin https://desk.city.example \\',
      '  --tls-cert /etc/throughcare/desk.crt \\',
      '  --tls-key /etc/throughcare/desk.key',
    ].join('\n')
  }
  return [
    `${start} --port ${port} \\`,
    '  --origin https://desk.city.example \\',
    '  --trusted-proxy 127.0.0.1',
  ].join('\n')
}

const proxySample = ({ port }: Opening) => `# Caddyfile
desk.city.example {
  reverse_proxy localhost:${port} {
    flush_interval -1
  }
}`

/** Asks this desk from this browser, and says what the certificate is like. */
function CheckFromHere({ opening }: { opening: Opening }) {
  const text = useText()
  const check = useMutation({
    mutationFn: async () => {
      const answer = await fetch('/api/v1/health', { cache: 'no-store' })
      return answer.ok
    },
  })
  const { certificate, origin } = opening
  const here = window.location.origin
  return (
    <div className={styles.check} aria-live="polite">
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {text('start.opening.check')}
      </Button>
      {check.error && (
        <PlainState state="gap">
          {text('start.opening.found.no-answer', { origin: here })}
        </PlainState>
      )}
      {check.data !== undefined && (
        <ul className="tc-list">
          <li>
            <PlainState state={check.data ? 'settled' : 'gap'}>
              {text(check.data ? 'start.opening.found.answers' : 'start.opening.found.unwell', {
                origin: here,
              })}
            </PlainState>
          </li>
          {here !== origin && (
            <li>
              <PlainState state="due">
                {text('start.opening.found.other-name', { here, origin })}
              </PlainState>
            </li>
          )}
          <li>
            <PlainState state={window.location.protocol === 'https:' ? 'settled' : 'neutral'}>
              {text(
                window.location.protocol === 'https:'
                  ? 'start.opening.found.encrypted'
                  : 'start.opening.found.this-computer',
              )}
            </PlainState>
          </li>
          {certificate && <CertificateLines certificate={certificate} origin={origin} />}
        </ul>
      )}
    </div>
  )
}

interface CertificateLinesProps {
  certificate: NonNullable<Opening['certificate']>
  origin: string
}

function CertificateLines({ certificate, origin }: CertificateLinesProps) {
  const text = useText()
  const format = useFormat()
  const { problems, names, until, from } = certificate
  const values = {
    name: new URL(origin).hostname,
    names: names.join(', '),
    until: until && format.date(until),
    from: from && format.date(from),
  }
  if (problems.length === 0) {
    return (
      <li>
        <PlainState state="settled">{text('start.opening.certificate.good', values)}</PlainState>
      </li>
    )
  }
  return problems.map((problem) => (
    <li key={problem}>
      <PlainState state="gap">{text(`start.opening.certificate.${problem}`, values)}</PlainState>
    </li>
  ))
}
