import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { Empty } from '../../../../web/parts/empty.tsx'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { WitnessRule } from '../../log-contract.ts'
import { useChange } from './change.ts'

/** What each arrangement asks for: how many must sign, and who changes who watches. */
export function Rules({ rules, may }: { rules: readonly WitnessRule[]; may: boolean }) {
  const text = useText()
  const format = useFormat()
  const [open, setOpen] = useState<WitnessRule>()
  return (
    <Section title={text('witnesses.rules.title')} note={text('witnesses.rules.note')}>
      {rules.length === 0 && <Empty>{text('witnesses.rules.none')}</Empty>}
      {rules.length > 0 && (
        <DataTable
          caption={text('witnesses.rules.title')}
          head={
            <>
              {(['arrangement', 'quorum', 'who'] as const).map((column) => (
                <th key={column} scope="col">
                  {text(`witnesses.rules.${column}`)}
                </th>
              ))}
              {may && (
                <td>
                  <span className="tc-visually-hidden">{text('witnesses.rules.change')}</span>
                </td>
              )}
            </>
          }
        >
          {rules.map((rule) => (
            <tr key={rule.arrangementId}>
              <th scope="row">
                {text('witnesses.rules.edition', { title: rule.title, reference: rule.reference })}
              </th>
              <td data-label={text('witnesses.rules.quorum')}>{format.number(rule.quorum)}</td>
              <td data-label={text('witnesses.rules.who')}>
                {text(`witnesses.rules.second.${rule.secondPerson ? 'yes' : 'no'}`)}
              </td>
              {may && (
                <td>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={text('witnesses.rules.change-label', { title: rule.title })}
                    onClick={() => setOpen(rule)}
                    data-no-print
                  >
                    {text('witnesses.rules.change')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </DataTable>
      )}
      {open && <RuleForm rule={open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

function RuleForm({ rule, onClose }: { rule: WitnessRule; onClose: () => void }) {
  const text = useText()
  const [quorum, setQuorum] = useState<number | string>(rule.quorum)
  const [second, setSecond] = useState(rule.secondPerson)
  const save = useChange(onClose)
  const errors = useFormProblems(save.error, { quorum: 'rule-quorum' })
  return (
    <FormDialog
      title={text('witnesses.rules.change-label', { title: rule.title })}
      save={text('witnesses.rules.save')}
      busy={save.isPending}
      errors={errors}
      onClose={onClose}
      onSubmit={() =>
        save.mutate({
          ...{ kind: 'rule', arrangementId: rule.arrangementId },
          ...{ quorum: Number(quorum), secondPerson: second },
        })
      }
    >
      <NumberInput
        id="rule-quorum"
        label={text('witnesses.rules.quorum-label')}
        min={0}
        max={16}
        allowDecimal={false}
        value={quorum}
        onChange={setQuorum}
        error={errors.find(({ field }) => field === 'rule-quorum')?.message}
      />
      <Checkbox
        label={text('witnesses.rules.second-label')}
        checked={second}
        onChange={(event) => setSecond(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}
