import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { PaperStamp, usePrintKey } from '../../../../web/parts/list-print.tsx'
import { PrintButton } from '../../../../web/parts/print-button.tsx'
import { printLogged } from '../../../../web/print-logged.ts'
import { useText } from '../../../../web/words.ts'
import type { NewPrint, Printed } from '../../../audit/contract.ts'
import styles from './case.module.css'

const fields = { typedRef: 'print-ref', typedBirth: 'print-birth' }

/**
 * Prints a case: with initials at once; with the name after two identifiers, so that the paper of one
 * person does not land with another. The view for paper is the table, which says everything in words.
 */
export function PrintCase({ caseRef }: { caseRef: string }) {
  const [opened, setOpened] = useState(false)
  const [printed, setPrinted] = useState<Printed | null>(null)
  usePrintKey(() => setOpened(true))
  return (
    <>
      <PrintButton onPrint={() => setOpened(true)} />
      <PaperStamp printed={printed} />
      {opened && (
        <PrintDialog caseRef={caseRef} onPrinted={setPrinted} onClose={() => setOpened(false)} />
      )}
    </>
  )
}

interface PrintDialogProps {
  caseRef: string
  onPrinted: (printed: Printed) => void
  onClose: () => void
}

function PrintDialog({ caseRef, onPrinted, onClose }: PrintDialogProps) {
  const text = useText()
  const { print, names, setNames, typed, setTyped } = usePrint(caseRef, onPrinted, onClose)
  const refused = useFormProblems(print.error, fields)
  const problems = print.error ? refused : []
  const errorOf = (id: string) => problems.find(({ field }) => field === id)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    print.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('people.print.title', { ref: caseRef })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
      transitionProps={{ duration: 0 }}
      data-no-print
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={problems} title={text('web.paper.not-printed')} />
        <Radio.Group
          label={text('people.print.who')}
          value={names ? 'names' : 'initials'}
          onChange={(value) => setNames(value === 'names')}
        >
          <Radio mt={8} value="initials" label={text('people.print.initials')} />
          <Radio mt={8} value="names" label={text('people.print.names')} />
        </Radio.Group>
        {names && (
          <>
            <p className="tc-note">{text('people.print.two')}</p>
            <TextInput
              id={fields.typedRef}
              label={text('people.print.ref')}
              autoComplete="off"
              value={typed.ref}
              error={errorOf(fields.typedRef)}
              onChange={(event) => setTyped({ ...typed, ref: event.currentTarget.value })}
            />
            <TextInput
              id={fields.typedBirth}
              label={text('people.print.birth')}
              description={text('people.print.birth-note')}
              autoComplete="off"
              value={typed.birth}
              error={errorOf(fields.typedBirth)}
              onChange={(event) => setTyped({ ...typed, birth: event.currentTarget.value })}
            />
          </>
        )}
        <p className="tc-note">{text('people.print.logged')}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={print.isPending}>
            {text('web.print')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function usePrint(caseRef: string, onPrinted: (printed: Printed) => void, onClose: () => void) {
  const navigate = useNavigate()
  const [names, setNames] = useState(false)
  const [typed, setTyped] = useState({ ref: '', birth: '' })
  const print = useMutation({
    mutationFn: async () => {
      const body: NewPrint = {
        what: 'case',
        ref: caseRef,
        rows: 1,
        names,
        ...(names && { typedRef: typed.ref, typedBirth: typed.birth }),
      }
      await navigate({ to: '.', search: (old) => ({ ...old, view: 'table' }), replace: true })
      await printLogged(body, (printed) => {
        onPrinted(printed)
        onClose()
      })
    },
  })
  return { print, names, setNames, typed, setTyped }
}
