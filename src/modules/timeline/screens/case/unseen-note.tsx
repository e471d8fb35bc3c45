import { Link } from '@tanstack/react-router'
import { useText } from '../../../../web/words.ts'

interface UnseenNoteProps {
  caseRef: string
  agency: string
}

/** A question that nobody at the asked desk can see, why, and where somebody there is admitted. */
export function UnseenNote({ caseRef, agency }: UnseenNoteProps) {
  const text = useText()
  return (
    // The paper says that nobody sees it; why is not to lie about.
    <p data-no-print>
      {text('timeline.unseen.note', { agency })} <AdmitLink caseRef={caseRef} />
    </p>
  )
}

/** To the page that says who can see a case, where whoever coordinates or leads it admits somebody. */
export function AdmitLink({ caseRef }: { caseRef: string }) {
  const text = useText()
  return (
    <Link to="/cases/$ref/who" params={{ ref: caseRef }} data-no-print>
      {text('timeline.unseen.admit')}
    </Link>
  )
}
