import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { openForLive } from '../../../../web/client.gen.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { LiveCriterion, StartState } from '../../set-up-contract.ts'
import { useIsAdministrator } from '../admin/admin-queries.ts'
import styles from './start.module.css'
import { useRefreshStart } from './start-api.ts'

/** Where each proof is brought; a link appears when its page exists. */
const places: Record<LiveCriterion['code'], string> = {
  agreement: '/start/agreements',
  signatures: '/start/agreements',
  impact: '/agreements/impact',
  restore: '/health',
  key_sheet: '/health',
}

/** What has to be there before the first real person; the door stays shut until it is. */
export function LiveCheck({ state }: { state: StartState }) {
  const text = useText()
  const format = useFormat()
  const { openedOn, openedBy, criteria } = state
  return (
    <Section title={text('start.live.title')}>
      <p className={styles.lead}>
        {openedOn
          ? text('start.live.open', { day: format.date(openedOn), name: openedBy ?? '' })
          : text('start.live.note', { count: criteria.filter(({ met }) => !met).length })}
      </p>
      <ul className={styles.criteria}>
        {criteria.map((criterion) => (
          <Criterion key={criterion.code} criterion={criterion} />
        ))}
      </ul>
      {!openedOn && <OpenButton criteria={criteria} />}
    </Section>
  )
}

function Criterion({ criterion: { code, met, on, by } }: { criterion: LiveCriterion }) {
  const text = useText()
  const format = useFormat()
  const { routesByPath } = useRouter()
  const to = places[code]
  return (
    <li>
      <PlainState state={met ? 'settled' : 'gap'}>
        {text(met ? `start.live.met.${code}` : `start.live.missing.${code}`)}
      </PlainState>
      <p className={styles.proof}>
        {met
          ? text('start.live.proof', { day: on ? format.date(on) : '', who: by ?? '' })
          : text(`start.live.how.${code}`)}
      </p>
      {!met && Object.hasOwn(routesByPath, to) && (
        <Link to={to}>{text(`start.live.go.${code}`)}</Link>
      )}
    </li>
  )
}

function OpenButton({ criteria }: { criteria: readonly LiveCriterion[] }) {
  const text = useText()
  const administrator = useIsAdministrator()
  const refresh = useRefreshStart()
  const [asking, setAsking] = useState(false)
  const open = useMutation({
    mutationFn: () => openForLive(),
    onSuccess: async () => {
      setAsking(false)
      await refresh()
      void toast(text('start.live.opened'))
    },
    onError: () => setAsking(false),
  })
  const missing = criteria.filter(({ met }) => !met)
  return (
    <>
      {open.error && <Trouble error={open.error} what={text('start.live.not-opened')} />}
      {administrator ? (
        <Button
          mt={12}
          onClick={() => (missing.length > 0 ? open.mutate() : setAsking(true))}
          loading={open.isPending}
        >
          {text('start.live.open-now')}
        </Button>
      ) : (
        <p className="tc-note">{text('start.live.administrators')}</p>
      )}
      {asking && (
        <ConfirmDialog
          opened
          title={text('start.live.confirm-title')}
          confirm={text('start.live.open-now')}
          busy={open.isPending}
          onConfirm={() => open.mutate()}
          onCancel={() => setAsking(false)}
        >
          <p>{text('start.live.confirm')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
