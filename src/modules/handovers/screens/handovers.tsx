import { useCallback, useState } from 'react'
import { todayHere } from '../../../web/format.ts'
import { ExportMenu } from '../../../web/parts/export-menu.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Together } from '../../../web/parts/together.tsx'
import { useSession } from '../../../web/session.ts'
import { useText } from '../../../web/words.ts'
import type { AnswerAct } from '../../timeline/screens/answer-lead-draft.ts'
import { AnswerOffer } from '../../timeline/screens/today/answer-offer.tsx'
import type { Handover } from '../contract.ts'
import type { OfferLinkMade } from '../link-contract.ts'
import { Box } from './handovers/box.tsx'
import { EscalationsSection } from './handovers/escalations-section.tsx'
import { FiguresSection } from './handovers/figures-section.tsx'
import { LinkDialog } from './handovers/link-dialog.tsx'
import { LinkLetter } from './handovers/link-letter.tsx'
import { StandingSection } from './handovers/standing-section.tsx'

const boxes = ['waiting', 'asked', 'answered'] as const

type Opened = { handover: Handover; first: AnswerAct; list: HTMLElement | null }

/**
 * Questions between agencies: what waits for my answer, what we asked, what was answered lately.
 *
 * Until somebody accepts, the asker stays responsible; so nothing here changes before the server did.
 */
export function Handovers() {
  const text = useText()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [linking, setLinking] = useState<Handover | null>(null)
  const [letter, setLetter] = useState<OfferLinkMade | null>(null)
  // A manager alone has no desk: nothing is asked of them and nothing is theirs to count.
  const works = useSession()?.functions.some((one) => one !== 'manager') ?? true
  const open = useCallback(
    (handover: Handover, first: AnswerAct, list: HTMLElement | null) =>
      setOpened({ handover, first, list }),
    [],
  )
  const stopLinking = () => {
    setLinking(null)
    setLetter(null)
  }
  if (linking && letter) return <LinkLetter handover={linking} made={letter} onBack={stopLinking} />
  return (
    <Page
      title={text('handovers.title')}
      note={text('handovers.note')}
      actions={
        <>
          <ExportMenu
            list="handovers"
            choices={boxes.map((box) => ({
              label: text(`handovers.${box}.title`),
              filter: { box },
            }))}
          />
          <ListPrint what="handovers" rows={rowsShown} />
        </>
      }
    >
      <Together rows={9}>
        <EscalationsSection />
        {works &&
          boxes.map((box) => (
            <Box key={box} box={box} today={todayHere()} onOpen={open} onLink={setLinking} />
          ))}
        <StandingSection />
        {works && <FiguresSection />}
      </Together>
      {linking && <LinkDialog handover={linking} onLetter={setLetter} onClose={stopLinking} />}
      {opened && (
        <AnswerOffer
          offer={{
            ...opened.handover,
            lead: { ...opened.handover, may: mayOf(opened.handover, opened.first) },
          }}
          first={opened.first}
          today={todayHere()}
          onClose={() => setOpened(null)}
          onDone={() => opened.list?.focus()}
        />
      )}
    </Page>
  )
}

/** How many questions stand on the page and so on the paper. */
const rowsShown = () => document.querySelectorAll('#content [data-offer]').length

/** The dialog offers what its button promised; an answer by phone is not mixed with a withdrawal. */
function mayOf({ may }: Handover, first: AnswerAct): Handover['may'] {
  const act = buttonOf[first]
  return may.includes(act) ? [act] : may
}

const buttonOf: Record<AnswerAct, Handover['may'][number]> = {
  accept: 'answer',
  decline: 'answer',
  record_accept: 'record_answer',
  record_decline: 'record_answer',
  confirm: 'confirm',
  withdraw: 'withdraw',
  end: 'end',
}
