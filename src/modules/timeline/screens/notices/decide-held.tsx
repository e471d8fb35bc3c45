import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { NoticeFile } from '../../import-contract.ts'
import { Fact } from './announced.tsx'
import { Identifiers } from './identifiers.tsx'
import styles from './notices.module.css'

/** One number, two announcements, side by side. The newer one stands; a human says what it means. */
export function DecideHeld({ notice }: { notice: NoticeFile }) {
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const decide = useMutation({
    mutationFn: (person: 'same' | 'other') =>
      api.post(`/notices/${notice.id}/held`, { person }, { ifMatch: notice.version }),
    onSuccess: async (_answer, person) => {
      if (person === 'other' && !notice.newer) await navigate({ to: '/notices' })
      await client.invalidateQueries({ queryKey: ['notices'], refetchType: 'active' })
    },
  })
  return (
    <Section title={text('notices.held-title')}>
      <p className={styles.explain}>{text('notices.held-why')}</p>
      <div className={styles.pair}>
        <Said title={text('notices.held-before')} said={notice} />
        {notice.newer && <Said title={text('notices.held-now')} said={notice.newer} />}
      </div>
      {decide.error && <Trouble error={decide.error} what={text('notices.not-saved')} />}
      <div className={styles.answers}>
        <Button variant="light" onClick={() => decide.mutate('same')} loading={decide.isPending}>
          {text('notices.held-same')}
        </Button>
        <Button variant="default" onClick={() => decide.mutate('other')}>
          {text('notices.held-other')}
        </Button>
      </div>
      <p className="tc-note tc-dense">{text('notices.held-note')}</p>
    </Section>
  )
}

type Said = Pick<NoticeFile, 'person' | 'release' | 'receivedOn'>

function Said({ title, said }: { title: string; said: Said }) {
  const text = useText()
  const format = useFormat()
  const { person, release, receivedOn } = said
  return (
    <div>
      <p className={styles.sideName}>{title}</p>
      <dl className={styles.facts}>
        <Identifiers person={person} />
        <Fact name={text('notices.one.release')}>
          {release.on ? format.date(release.on) : text('notices.no-date')}
        </Fact>
        <Fact name={text('notices.one.received')}>{format.date(receivedOn)}</Fact>
      </dl>
    </div>
  )
}
