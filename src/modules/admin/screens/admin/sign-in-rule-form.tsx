import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setSignInRule } from '../../../../web/client.gen.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { MemberFunction } from '../../contract.ts'
import type { SignInRule } from '../../sign-in-rule-contract.ts'
import styles from './admin.module.css'
import { ruleKey } from './sign-in-rule-key.ts'

interface SignInRuleFormProps {
  rule: SignInRule
  onClose: () => void
}

const fields = {
  everybodyFrom: 'rule-everybody',
  functionsFrom: 'rule-functions-from',
  functions: 'rule-functions',
}

/** Those who open doors for others, or see what nobody else sees. */
const graver: readonly MemberFunction[] = [
  'administrator',
  'coordinator',
  'data_protection_officer',
  'auditor',
]

/** From which day on who shows two factors, and whether codes from a phone count. */
export function SignInRuleForm({ rule, onClose }: SignInRuleFormProps) {
  const text = useText()
  const client = useQueryClient()
  const [everybodyFrom, setEverybodyFrom] = useState(rule.everybodyFrom ?? '')
  const [functions, setFunctions] = useState<MemberFunction[]>(rule.functions)
  const [functionsFrom, setFunctionsFrom] = useState(rule.functionsFrom ?? rule.today)
  const [codesAllowed, setCodesAllowed] = useState(rule.codesAllowed)
  const save = useMutation({
    mutationFn: () =>
      setSignInRule(
        {
          body: {
            functions,
            codesAllowed,
            ...(everybodyFrom && { everybodyFrom }),
            ...(functions.length > 0 && functionsFrom && { functionsFrom }),
          },
        },
        { ifMatch: rule.version },
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ruleKey })
      onClose()
      void toast(text('factors.saved'))
    },
  })
  const errors = useFormProblems(save.error, fields)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const known = [...new Set([...graver, ...rule.functions])]
  return (
    <FormDialog
      title={text('factors.form')}
      save={text('factors.save')}
      busy={save.isPending}
      errors={errors}
      errorsTitle={text('factors.not-saved')}
      size={560}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p>{text('factors.what')}</p>
      <TextInput
        id={fields.everybodyFrom}
        type="date"
        label={text('factors.everybody-from')}
        description={text('factors.everybody-from-note')}
        value={everybodyFrom}
        error={errorOf(fields.everybodyFrom)}
        onChange={(event) => setEverybodyFrom(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={text('factors.functions')}
        description={text('factors.functions-note')}
        error={errorOf(fields.functions)}
        value={functions}
        onChange={(chosen) => setFunctions(chosen as MemberFunction[])}
      >
        <div className={styles.choices}>
          {known.map((one, place) => (
            <Checkbox
              key={one}
              id={place === 0 ? fields.functions : undefined}
              value={one}
              label={text(`web.functions.${one}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {functions.length > 0 && (
        <TextInput
          id={fields.functionsFrom}
          type="date"
          label={text('factors.functions-from')}
          value={functionsFrom}
          error={errorOf(fields.functionsFrom)}
          onChange={(event) => setFunctionsFrom(event.currentTarget.value)}
        />
      )}
      <Switch
        label={text('factors.codes-switch')}
        description={text('factors.codes-switch-note')}
        checked={codesAllowed}
        onChange={(event) => setCodesAllowed(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}
