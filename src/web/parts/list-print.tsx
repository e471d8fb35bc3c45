import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { NewPrint, Printed } from '../../modules/audit/contract.ts'
import { guardPaper, printLogged } from '../print-logged.ts'
import { useSession } from '../session.ts'
import { useFormat, useText, useWords } from '../words.ts'
import { PrintButton } from './print-button.tsx'
import { Trouble } from './trouble.tsx'

interface ListPrintProps {
  what: Exclude<NewPrint['what'], 'case'>
  /** How many rows stand on the paper; asked when it is printed. */
  rows: number | (() => number)
  /** The case to which the sheet belongs. */
  caseRef?: string
}

/** Prints a list, or a sheet of a case, with initials. The log hears of it first; the browser's own key does the same. */
export function ListPrint({ what, rows, caseRef }: ListPrintProps) {
  const text = useText()
  const [printed, setPrinted] = useState<Printed | null>(null)
  const print = useMutation({
    mutationFn: () =>
      printLogged(
        {
          what,
          rows: typeof rows === 'function' ? rows() : rows,
          names: false,
          ...(caseRef && { ref: caseRef }),
        },
        setPrinted,
      ),
  })
  usePrintKey(() => print.mutate())
  return (
    <>
      <PrintButton onPrint={() => print.mutate()} busy={print.isPending} />
      {print.error && <Trouble error={print.error} what={text('web.paper.not-printed')} />}
      <PaperStamp printed={printed} />
    </>
  )
}

/** Ctrl P and Cmd P ask the page, not the browser, so that what is printed is logged. */
export function usePrintKey(print: () => void): void {
  const act = useRef(print)
  act.current = print
  useEffect(() => {
    const open = guardPaper()
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return
      event.preventDefault()
      act.current()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      open()
    }
  }, [])
}

/** On paper only: when, by whom, for which purpose; or why the sheet is empty. */
export function PaperStamp({ printed }: { printed: Printed | null }) {
  const text = useText()
  const format = useFormat()
  const words = useWords()
  const session = useSession()
  const paper = document.getElementById('paper')
  if (!paper) return null
  const purpose = `web.purposes.${printed?.purpose}`
  return createPortal(
    <>
      <div className="tc-paper-refused">{text('web.paper.refused')}</div>
      {printed && (
        <div className="tc-paper">
          {text('web.paper.stamp', {
            moment: format.moment(printed.at),
            name: printed.by,
            agency: session?.agency.name ?? '',
            purpose: words.has(purpose) ? words.text(purpose) : printed.purpose,
          })}
        </div>
      )}
    </>,
    paper,
  )
}
