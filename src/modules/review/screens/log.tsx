import { useQuery } from '@tanstack/react-query'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { type Text, useFormat, useText } from '../../../web/words.ts'
import type { SeenLog } from '../log-contract.ts'
import { Findings } from './log/findings.tsx'
import { CheckIt, RunOne } from './log/instructions.tsx'
import { Missing } from './log/missing.tsx'
import { Point } from './log/point.tsx'
import { Rules } from './log/rules.tsx'
import { SaveFile } from './log/save-file.tsx'
import { Waiting } from './log/waiting.tsx'
import { Witnesses } from './log/witness-table.tsx'
import { logQuery } from './review-queries.ts'

/** The log as a whole: what was signed, who vouches for it, what is missing, and how to check it alone. */
export function Log() {
  const text = useText()
  const seen = useQuery(logQuery)
  return (
    <Page title={text('witnesses.title')} note={text('witnesses.note')}>
      {seen.isPending && <Loading rows={8} />}
      {seen.error && !seen.data && (
        <Trouble error={seen.error} onRetry={() => void seen.refetch()} />
      )}
      {seen.data && <Content seen={seen.data} />}
    </Page>
  )
}

function Content({ seen }: { seen: SeenLog }) {
  const text = useText()
  const format = useFormat()
  const { log, may } = seen
  return (
    <>
      {!log && <Empty next={text('witnesses.none-next')}>{text('witnesses.none')}</Empty>}
      {log && (
        <>
          <Sentence note={log.checkpoint && text('witnesses.under', { size: log.checkpoint.size })}>
            {leadOf(log, text, format)}
          </Sentence>
          <Section title={text('witnesses.missing.title')}>
            <Missing log={log} />
          </Section>
        </>
      )}
      {seen.findings.length > 0 && <Findings found={seen.findings} />}
      {seen.changes.length > 0 && <Waiting changes={seen.changes} mayDecide={may.decide} />}
      {log && <Point log={log} may={may.change} />}
      <Witnesses log={log} may={may.change} />
      <Rules rules={seen.rules} may={may.change} />
      {may.change && log?.checkpoint && <SaveFile />}
      {log && (
        <>
          <RunOne log={log} />
          <CheckIt />
        </>
      )}
    </>
  )
}

/** The one sentence: whether somebody other than this desk vouches for the log. */
function leadOf(
  { checkpoint, witnesses, quorum, witnessed }: NonNullable<SeenLog['log']>,
  text: Text,
  format: ReturnType<typeof useFormat>,
): string {
  if (!checkpoint) return text('witnesses.lead.unsigned')
  const when = format.moment(checkpoint.signedAt)
  const signed = witnesses.filter((one) => one.signed).length
  if (!witnessed) return text('witnesses.lead.not', { when, signed, needed: quorum })
  return signed === 0
    ? text('witnesses.lead.alone', { when })
    : text('witnesses.lead.witnessed', { when, signed })
}
