import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { SeenLog } from '../../log-contract.ts'
import { Copied } from './copied.tsx'
import styles from './log.module.css'

/** How a partner runs a witness without asking anybody, with the key of this log in the command. */
export function RunOne({ log }: { log: NonNullable<SeenLog['log']> }) {
  const text = useText()
  const command = `throughcare witness --data /srv/witness --name court.example/witness --add-log '${log.publicKey}'`
  return (
    <Section title={text('witnesses.run.title')} note={text('witnesses.run.note')}>
      <ol className={styles.steps}>
        <li>{text('witnesses.run.machine')}</li>
        <li>
          <p>{text('witnesses.run.start')}</p>
          <Copied value={command} lines />
        </li>
        <li>{text('witnesses.run.exchange')}</li>
        <li>{text('witnesses.run.tls')}</li>
        <li>{text('witnesses.run.keep')}</li>
        <li>{text('witnesses.run.see')}</li>
      </ol>
    </Section>
  )
}

/** How somebody checks a part of the log with what they hold in their own hands. */
export function CheckIt() {
  const text = useText()
  return (
    <Section title={text('witnesses.check.title')} note={text('witnesses.check.note')}>
      <ol className={styles.steps}>
        <li>{text('witnesses.check.file')}</li>
        <li>{text('witnesses.check.verifier')}</li>
        <li>{text('witnesses.check.keys')}</li>
        <li>
          <p>{text('witnesses.check.run')}</p>
          <Copied
            value="node verify.mjs EXPORT.jsonl --trust keys.txt --known checkpoint.txt"
            lines
          />
        </li>
        <li>{text('witnesses.check.known')}</li>
      </ol>
    </Section>
  )
}
