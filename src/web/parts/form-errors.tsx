import { type RefObject, useEffect, useRef, useState } from 'react'
import { ApiProblem, NoConnection } from '../api.ts'
import { useProblemText, useText } from '../words.ts'
import styles from './form-errors.module.css'

export interface FormError {
  /** Id of the input that it is about; left out for the form as a whole. */
  field?: string
  message: string
  /** The sentence could stand at any field, so the summary says first which one it is. */
  general?: boolean
}

/** What the server says of any field in the same words. */
const general = new Set(
  ['required', 'wrong_type', 'wrong_format', 'not_a_choice', 'too_short', 'too_long'].concat([
    'too_low',
    'too_high',
  ]),
)

interface FormErrorsProps {
  errors: readonly FormError[]
  /** Another heading than "Two things are missing". */
  title?: string
}

/** What is missing or wrong in a form: stands on top, takes focus, each line leads to its field. */
export function FormErrors({ errors, title }: FormErrorsProps) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.length > 0
  useEffect(() => {
    if (shown && errors) box.current?.focus()
  }, [shown, errors])
  if (!shown) return null
  return (
    <div ref={box} className={styles.errors} role="alert" tabIndex={-1}>
      <p className={styles.title}>
        {title ??
          (errors.some(({ field }) => field)
            ? text('web.form.missing', { count: errors.length })
            : text('web.form.not-saved'))}
      </p>
      <ul className={styles.list}>
        {errors.map((error) => (
          <li key={`${error.field ?? ''}${error.message}`}>
            {error.field ? (
              <a href={`#${error.field}`} onClick={(event) => leadTo(event, error.field)}>
                {error.general ? <LabelOf field={error.field} /> : null}
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The words that stand over a field on the page; nothing where they cannot be found. */
function LabelOf({ field }: { field: string }) {
  const [label, setLabel] = useState('')
  useEffect(() => {
    const target = document.getElementById(field)
    const found = labelsOf(target)[0] ?? target?.querySelector('legend, label')
    setLabel(found?.textContent?.trim() ?? '')
  }, [field])
  return label ? `${label}: ` : ''
}

const labelsOf = (target: HTMLElement | null): HTMLElement[] =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement
    ? [...(target.labels ?? [])]
    : []

function leadTo(event: { preventDefault(): void }, field: string | undefined): void {
  event.preventDefault()
  const target = field ? document.getElementById(field) : null
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

/**
 * Turns what the server refused into lines of the summary; `fields` maps the server's field names to
 * the ids of inputs where they differ.
 */
export function useFormProblems(
  error: unknown,
  fields: Readonly<Record<string, string>> = {},
): FormError[] {
  const text = useText()
  const problemText = useProblemText()
  const last = useRef<{ error: unknown; lines: FormError[] }>({ error: null, lines: [] })
  return remember(last, error, () => {
    if (error instanceof NoConnection) return [{ message: text('web.trouble.not-sent') }]
    if (!(error instanceof ApiProblem)) return [{ message: text('problems.unexpected') }]
    const parts = error.errors.length > 0 ? error.errors : [error]
    return parts.map((part) => ({
      field: part.field ? (fields[part.field] ?? part.field) : undefined,
      message: problemText(part),
      general: part.field !== undefined && general.has(part.code),
    }))
  })
}

/** The same list for the same error, so that the summary takes focus once and not at each keystroke. */
function remember(
  last: RefObject<{ error: unknown; lines: FormError[] }>,
  error: unknown,
  build: () => FormError[],
): FormError[] {
  if (last.current.error !== error) {
    last.current = { error, lines: error ? build() : [] }
  }
  return last.current.lines
}
