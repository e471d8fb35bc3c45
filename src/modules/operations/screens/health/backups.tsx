import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { BackupEntry, Plan, Safety } from '../../contract.ts'
import styles from './health.module.css'
import { PlanForm } from './plan-form.tsx'
import { useRefreshSafety } from './safety-query.ts'

/** The plan of the backups, a backup now, and what became of the last ones. */
export function Backups({ safety }: { safety: Safety }) {
  const text = useText()
  const refresh = useRefreshSafety()
  const [planning, setPlanning] = useState(false)
  const ask = useMutation({
    mutationFn: () => api.post('/safety/backups'),
    onSuccess: async () => {
      void toast(text('operations.backup.asked'))
      await refresh()
    },
  })
  const { plan, planBy, recent } = safety
  return (
    <Section
      id="backups"
      title={text('operations.backup.title')}
      action={
        planBy === 'here' && (
          <span className={styles.acts}>
            <Button variant="default" onClick={() => setPlanning(true)}>
              {text('operations.backup.change')}
            </Button>
            <Button onClick={() => ask.mutate()} loading={ask.isPending}>
              {text('operations.backup.now')}
            </Button>
          </span>
        )
      }
    >
      {planBy === 'operator' && <p>{text('operations.backup.shared')}</p>}
      {planBy === 'database_team' && <p>{text('operations.backup.external')}</p>}
      {planBy !== 'database_team' && <PlanSaid plan={plan} />}
      {ask.error && <Trouble error={ask.error} />}
      {planBy !== 'database_team' && <Recent entries={recent} />}
      {planning && <PlanForm plan={plan} onClose={() => setPlanning(false)} />}
    </Section>
  )
}

function PlanSaid({ plan }: { plan: Plan }) {
  const text = useText()
  const { enabled, beginsAt, keep, folder, secondFolder } = plan
  return (
    <ul className={styles.plan}>
      <li>{text('operations.backup.plan', { enabled: String(enabled), at: beginsAt, keep })}</li>
      <li>
        {folder
          ? text('operations.backup.where', { folder })
          : text('operations.backup.where-usual')}
      </li>
      <li>
        {secondFolder
          ? text('operations.backup.second', { folder: secondFolder })
          : text('operations.backup.second-none')}
      </li>
    </ul>
  )
}

function Recent({ entries }: { entries: readonly BackupEntry[] }) {
  const text = useText()
  const format = useFormat()
  if (entries.length === 0) return <Empty>{text('operations.backup.none')}</Empty>
  return (
    <DataTable
      caption={text('operations.backup.recent')}
      head={['when', 'result', 'size', 'took'].map((column) => (
        <th key={column} scope="col">
          {text(`operations.backup.${column}`)}
        </th>
      ))}
    >
      {entries.map((entry) => (
        <tr key={entry.at}>
          <th scope="row">{format.moment(entry.at)}</th>
          <td data-label={text('operations.backup.result')}>
            <Result entry={entry} />
          </td>
          <td data-label={text('operations.backup.size')}>
            {entry.bytes !== null &&
              text('operations.backup.megabytes', {
                size: format.number(Math.round((entry.bytes / 1024 ** 2) * 10) / 10),
              })}
          </td>
          <td data-label={text('operations.backup.took')}>
            {text('operations.backup.seconds', { seconds: Math.round(entry.seconds * 10) / 10 })}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function Result({ entry }: { entry: BackupEntry }) {
  const text = useText()
  if (!entry.whole)
    return (
      <>
        <PlainState state="gap">{text('operations.backup.failed')}</PlainState>
        <span className={styles.problem}>{entry.problem}</span>
      </>
    )
  if (entry.secondCopy === null)
    return <PlainState state="settled">{text('operations.backup.whole')}</PlainState>
  return entry.secondCopy ? (
    <PlainState state="settled">{text('operations.backup.whole-second')}</PlainState>
  ) : (
    <PlainState state="due">{text('operations.backup.whole-no-second')}</PlainState>
  )
}
