import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readSignInRule, remindOfSignInRule } from '../../../../web/client.gen.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { SignInRule } from '../../sign-in-rule-contract.ts'
import styles from './admin.module.css'
import { SignInRuleForm } from './sign-in-rule-form.tsx'
import { ruleKey } from './sign-in-rule-key.ts'

/** Who has to show two factors from which day on, and who could not come in then. */
export function SignInRuleSection() {
  const text = useText()
  const [open, setOpen] = useState(false)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ruleKey,
    queryFn: ({ signal }) => readSignInRule({ signal }),
  })
  return (
    <Section
      title={text('factors.title')}
      note={text('factors.note')}
      action={
        data && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            {text('factors.change')}
          </Button>
        )
      }
    >
      {isPending && <Loading rows={3} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && !data.inForce && <p className="tc-note">{text('factors.demo')}</p>}
      {data && <Facts rule={data} />}
      {data && <Lacking rule={data} />}
      {open && data && <SignInRuleForm rule={data} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function Facts({ rule }: { rule: SignInRule }) {
  const text = useText()
  const format = useFormat()
  const { everybodyFrom, functions, functionsFrom, codesAllowed, today } = rule
  const from = (day: string) =>
    text(day <= today ? 'factors.since' : 'factors.from', { date: format.date(day) })
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{text('factors.everybody')}</dt>
        <dd>{everybodyFrom ? from(everybodyFrom) : text('factors.not-asked')}</dd>
      </div>
      {functionsFrom && (
        <div>
          <dt>{text('factors.earlier')}</dt>
          <dd>
            {format.list(functions.map((one) => text(`web.functions.${one}`)))}:{' '}
            {from(functionsFrom)}
          </dd>
        </div>
      )}
      <div>
        <dt>{text('factors.codes')}</dt>
        <dd>{text(codesAllowed ? 'factors.codes-count' : 'factors.codes-off')}</dd>
      </div>
    </dl>
  )
}

/** Colleagues by name, so that somebody can help them before the day comes. */
function Lacking({ rule }: { rule: SignInRule }) {
  const text = useText()
  const format = useFormat()
  const { lacking, members, today } = rule
  const remind = useMutation({
    mutationFn: () => remindOfSignInRule(),
    onSuccess: ({ written }) => void toast(text('factors.reminded', { count: written })),
  })
  const concerned = lacking.filter(({ from }) => from !== null)
  return (
    <div className={styles.form}>
      <p>{text('factors.lacking', { count: lacking.length, members })}</p>
      {remind.error && <Trouble error={remind.error} what={text('factors.not-reminded')} />}
      {concerned.length > 0 && (
        <div>
          <Button variant="default" loading={remind.isPending} onClick={() => remind.mutate()}>
            {text('factors.remind')}
          </Button>
        </div>
      )}
      {lacking.length > 0 && (
        <details>
          <summary>{text('factors.who')}</summary>
          <DataTable
            caption={text('factors.who')}
            head={
              <>
                <th scope="col">{text('admin.columns.name')}</th>
                <th scope="col">{text('factors.agency')}</th>
                <th scope="col">{text('factors.needs')}</th>
              </>
            }
          >
            {lacking.map(({ id, name, agency, from }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td data-label={text('factors.agency')}>{agency}</td>
                <td data-label={text('factors.needs')}>
                  {from === null ? (
                    text('factors.not-asked')
                  ) : from <= today ? (
                    <Chip state="due">{text('factors.needs-now')}</Chip>
                  ) : (
                    text('factors.from', { date: format.date(from) })
                  )}
                </td>
              </tr>
            ))}
          </DataTable>
        </details>
      )}
    </div>
  )
}
