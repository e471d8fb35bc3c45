import { type FocusEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './disclosure.module.css'

interface DisclosureProps {
  /** What the button is called where its shown words do not say enough. */
  label?: string
  button: ReactNode
  buttonClass?: string
  /** Where the list opens, seen from the button. */
  opens?: 'below' | 'above' | 'above-start'
  children: (close: () => void) => ReactNode
}

/**
 * A button that opens a short list of actions: plain buttons in reading order. It needs none of the
 * keys that a menu role promises, and it stays inside the landmark in which it stands.
 */
export function Disclosure({
  label,
  button,
  buttonClass,
  opens = 'below',
  children,
}: DisclosureProps) {
  const [open, setOpen] = useState(false)
  const panel = useId()
  const box = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  useCloseOutside(box, open, () => setOpen(false))
  const leave = (event: FocusEvent) => {
    const to = event.relatedTarget
    if (to instanceof Node && !event.currentTarget.contains(to)) setOpen(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for keys of the buttons within
    <div
      ref={box}
      className={styles.box}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div id={panel} className={styles.panel} data-opens={opens}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

function useCloseOutside(
  box: React.RefObject<HTMLDivElement | null>,
  open: boolean,
  close: () => void,
): void {
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  })
}

interface ActionProps {
  icon?: ReactNode
  /** Marks the choice that holds now. */
  chosen?: boolean
  mark?: ReactNode
  lang?: string
  onClick: () => void
  children: ReactNode
}

/** One line of the list. */
export function Action({ icon, chosen, mark, lang, onClick, children }: ActionProps) {
  return (
    <li>
      <button
        type="button"
        className={styles.action}
        aria-pressed={chosen}
        lang={lang}
        onClick={onClick}
      >
        {icon}
        <span className={styles.word}>{children}</span>
        {chosen && mark}
      </button>
    </li>
  )
}

/** A group of lines; with a heading where two kinds of choices stand together. */
export function Actions({ heading, children }: { heading?: string; children: ReactNode }) {
  return (
    <>
      {heading && <p className={styles.heading}>{heading}</p>}
      <ul className={styles.list} aria-label={heading}>
        {children}
      </ul>
    </>
  )
}
