import { Button } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem } from '../../../../web/api.ts'
import { approveImpact } from '../../../../web/client.gen.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImpactVersion } from '../../impact-contract.ts'
import styles from './impact.module.css'
import { useImpactAct, useMayDoImpact } from './impact-api.ts'
import { placeOf, sayMissing } from './missing-part.ts'
import { KindList } from './review-reasons.tsx'

/** Who approved it and what it covers; while it is a draft, what is missing and the approval. */
export function Approval({ version }: { version: ImpactVersion }) {
  const text = useText()
  const format = useFormat()
  const { approvedOn, approvedBy, covers, state } = version
  return (
    <Section title={text('impact.parts.approval')}>
      {approvedOn && (
        <>
          <p className={styles.said}>
            {text('impact.approval.by', { name: approvedBy ?? '', day: format.date(approvedOn) })}
          </p>
          <details>
            <summary>{text('impact.covers.title')}</summary>
            <p className="tc-note">{text('impact.covers.note', { count: covers.length })}</p>
            <KindList kinds={covers} />
          </details>
        </>
      )}
      {state === 'draft' && (
        <>
          <Lacking version={version} />
          <p className="tc-note">{text('impact.approval.who')}</p>
          <Approve version={version} />
        </>
      )}
    </Section>
  )
}

/** What is missing, before anybody has to press anything. */
function Lacking({ version }: { version: ImpactVersion }) {
  const text = useText()
  const { missing, advice, consultation, remains } = version
  const lacks = [
    missing && sayMissing(text, missing),
    !advice && text('impact.missing.advice'),
    advice?.outdated && text('impact.missing.advice-again'),
    !consultation && remains === 'high' && text('impact.missing.consultation'),
    consultation && !consultation.answeredOn && text('impact.missing.answer'),
  ].filter((one) => typeof one === 'string')
  if (lacks.length === 0)
    return <PlainState state="settled">{text('impact.missing.none')}</PlainState>
  return (
    <>
      <p className={styles.said}>{text('impact.missing.title')}</p>
      <ul className={styles.lacks}>
        {lacks.map((lack) => (
          <li key={lack}>
            <PlainState state="gap">{lack}</PlainState>
          </li>
        ))}
      </ul>
    </>
  )
}

function Approve({ version }: { version: ImpactVersion }) {
  const text = useText()
  const { approves } = useMayDoImpact()
  const [asking, setAsking] = useState(false)
  const { id, mine } = version
  const approve = useImpactAct(
    () => approveImpact({ path: { id } }, { ifMatch: version.version }),
    text('impact.approval.done'),
  )
  const refused = useFormProblems(approve.error)
  const { error } = approve
  const part =
    error instanceof ApiProblem && error.code === 'impact_part_missing' ? error.field : undefined
  const errors = part ? [{ field: placeOf(part), message: sayMissing(text, part) }] : refused
  if (!approves) return null
  if (mine) return <p className={styles.said}>{text('impact.approval.wrote')}</p>
  return (
    <>
      <FormErrors errors={errors} />
      <Button mt={8} loading={approve.isPending} onClick={() => setAsking(true)}>
        {text('impact.approval.do')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={text('impact.approval.title')}
        confirm={text('impact.approval.do')}
        busy={approve.isPending}
        onConfirm={() => approve.mutate(undefined, { onSettled: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      >
        <p>{text('impact.approval.what')}</p>
      </ConfirmDialog>
    </>
  )
}
