import { useQuery } from '@tanstack/react-query'
import { readWays } from '../client.gen.ts'
import { Loading } from '../parts/loading.tsx'
import { Page } from '../parts/page.tsx'
import { Section, Sentence } from '../parts/section.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useFormat, useText } from '../words.ts'
import { MyCodes } from './my-codes.tsx'
import { MyPasskeys } from './my-passkeys.tsx'
import { MySessions } from './my-sessions.tsx'
import { type Ways, waysKey } from './my-ways.ts'

// words: signin.change.

/** How the member signs in, on which devices, and what changed about it. */
export function MySignIn() {
  const text = useText()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: waysKey,
    queryFn: ({ signal }) => readWays({ signal }),
  })
  return (
    <Page title={text('signin.title')} note={text('signin.note')}>
      {isPending && <Loading />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.neededFrom && <Needed from={data.neededFrom} />}
      {data && <MyPasskeys ways={data} />}
      {data && <Passphrase ways={data} />}
      {data && <MyCodes ways={data} />}
      <MySessions />
      {data && <Changes ways={data} />}
    </Page>
  )
}

/** The city will ask for more than this member has: said before the day on which it does. */
function Needed({ from }: { from: string }) {
  const text = useText()
  const format = useFormat()
  return <Sentence>{text('signin.needed', { date: format.date(from) })}</Sentence>
}

function Passphrase({ ways }: { ways: Ways }) {
  const text = useText()
  const format = useFormat()
  const { passphraseSince } = ways
  return (
    <Section title={text('web.sign-in.passphrase')}>
      <p>
        {passphraseSince
          ? text('signin.passphrase.since', { moment: format.moment(passphraseSince) })
          : text('signin.passphrase.none')}
      </p>
    </Section>
  )
}

/** A change that the member does not know is a stranger's: the page says what to do then. */
function Changes({ ways }: { ways: Ways }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('signin.changes')}>
      {ways.changes.length === 0 && <p>{text('signin.changes.none')}</p>}
      <ul className="tc-list">
        {ways.changes.map(({ at, what }) => (
          <li key={at + what}>
            {format.moment(at)} · {text(`signin.change.${what}`)}
          </li>
        ))}
      </ul>
      <p>{text('signin.changes.unknown')}</p>
    </Section>
  )
}
