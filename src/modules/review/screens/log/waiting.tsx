import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { decideWitnessChange } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { WaitingChange } from '../../log-contract.ts'
import reviewStyles from '../review.module.css'
import styles from './log.module.css'

/** What one person asked for and a second one has to agree to. */
export function Waiting({
  changes,
  mayDecide,
}: {
  changes: readonly WaitingChange[]
  mayDecide: boolean
}) {
  const text = useText()
  return (
    <Section title={text('witnesses.waits.title')}>
      <ul className={reviewStyles.entries}>
        {changes.map((change) => (
          <Entry key={change.id} change={change} mayDecide={mayDecide} />
        ))}
      </ul>
    </Section>
  )
}

function Entry({ change, mayDecide }: { change: WaitingChange; mayDecide: boolean }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: (agreed: boolean) =>
      decideWitnessChange({ path: { id: change.id }, body: { agreed } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['log'] })
      void toast(text('witnesses.saved.done'))
    },
  })
  return (
    <li className={reviewStyles.entry}>
      <p className={reviewStyles.words}>
        {text(`witnesses.waits.${change.kind}`, {
          key: change.publicKey,
          url: change.url,
          title: change.arrangement ?? '',
          quorum: change.quorum,
          second: change.secondPerson ? 'yes' : 'no',
        })}
      </p>
      <p className={reviewStyles.note}>
        {text('witnesses.waits.by', { name: change.askedBy, when: format.moment(change.askedAt) })}
      </p>
      {decide.error && <Trouble error={decide.error} />}
      {mayDecide && (
        <div className={styles.buttons}>
          {!change.mine && (
            <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
              {text('witnesses.waits.agree')}
            </Button>
          )}
          <Button variant="default" onClick={() => decide.mutate(false)}>
            {text(`witnesses.waits.${change.mine ? 'take-back' : 'refuse'}`)}
          </Button>
        </div>
      )}
    </li>
  )
}
