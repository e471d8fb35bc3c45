import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { FiveBasics } from '../../../../web/parts/five-basics.tsx'
import { Sentence } from '../../../../web/parts/section.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import type { CaseDetail } from '../../../cases/contract.ts'
import type { Continuity, Gap, Lane, LaneLead, Lead, MovePreview } from '../../contract.ts'
import { AnswerLead } from '../answer-lead.tsx'
import { ContinuityTable } from '../continuity-map/continuity-table.tsx'
import { leadSentence, supportSentences } from '../continuity-map/sentences.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import type { MapWindow } from '../continuity-map/time-window.ts'
import { MoveRelease } from '../move-release.tsx'
import { OfferLead } from '../offer-lead.tsx'
import { useArrival } from './arrival.ts'
import styles from './case.module.css'
import { CloseGaps, WaitingAnswers } from './case-lists.tsx'
import { DecideConferences } from './decide-conferences.tsx'
import { HandoverCard } from './handover-card.tsx'
import { Known } from './known.tsx'
import { Controls, MapOrStrips } from './map-and-controls.tsx'
import { MeasureCard } from './measure-card.tsx'
import { NextMilestones } from './next-milestones.tsx'
import { PathwayLine } from './pathway/pathway-line.tsx'
import { periodsQuery } from './periods/period-words.ts'
import { PeriodsSection } from './periods/periods-section.tsx'

type Tried = { on: string | null; preview: MovePreview }
type Opened =
  | { type: 'offer'; domain: Lane | null; gap: Gap | null }
  | { type: 'lead'; domain: Lane; lead: LaneLead }

/** Form and window stand in the address, so that a colleague can be shown the same. */
function useForm() {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (part: { view?: 'map' | 'table'; window?: MapWindow }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), replace: true })
  return {
    form: search.view ?? 'map',
    view: search.window ?? 'year',
    setForm: (view: 'map' | 'table') => change({ view }),
    setView: (window: MapWindow) => change({ window }),
  } as const
}

interface OverviewProps {
  detail: CaseDetail
  continuity: Continuity
}

/** The sentence, the map or its table, and below them what can be done about what they show. */
export function Overview({ detail, continuity }: OverviewProps) {
  const { text } = useSpeech()
  const { form, view, setForm, setView } = useForm()
  const periods = useQuery(periodsQuery(detail.ref))
  const held = periods.data?.visible ? periods.data.periods : []
  const [moving, setMoving] = useState(false)
  const [tried, setTried] = useState<Tried | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const byKey = useRef(false)
  const [wanted, setWanted] = useState<string | null>(null)
  const closeMoving = useCallback(() => {
    setMoving(false)
    setTried(null)
  }, [])
  // While a date is tried the map shows days that do not exist yet: they cannot be offered.
  const mayOffer = detail.may.includes('offer') && tried === null
  const offer = (domain: Lane | null, gap: Gap | null) => setOpened({ type: 'offer', domain, gap })
  const lead = (domain: Lane, chosen: LaneLead) => setOpened({ type: 'lead', domain, lead: chosen })
  useArrival({ continuity, mayOffer, onOffer: offer, onLead: lead })
  const trying = tried && { on: tried.on, continuity: tried.preview.continuity }
  return (
    <>
      <div className={styles.lead}>
        <LeadSentence continuity={continuity} trying={trying !== null} />
        <Controls
          form={form}
          view={view}
          onForm={setForm}
          onView={setView}
          onMove={detail.may.includes('move_release') ? () => setMoving(true) : null}
        />
      </div>
      <div className={styles.stage}>
        {moving && (
          <MoveRelease
            continuity={continuity}
            version={detail.version}
            onTry={setTried}
            onClose={closeMoving}
            onMoved={() => {
              closeMoving()
              void toast(text('timeline.move.saved'))
            }}
          />
        )}
        {form === 'map' ? (
          <MapOrStrips
            continuity={continuity}
            view={view}
            tried={trying}
            periods={held}
            mayOffer={mayOffer}
            onOffer={offer}
            onLead={lead}
            onMilestone={({ id }) => setWanted(`${id}.${Date.now()}`)}
            onTable={() => {
              byKey.current = true
              setForm('table')
            }}
          />
        ) : (
          <TableByKey takeFocus={byKey.current} onMap={() => setForm('map')}>
            <ContinuityTable
              continuity={trying?.continuity ?? continuity}
              periods={held}
              mayOffer={mayOffer}
              onOffer={offer}
              onLead={lead}
            />
          </TableByKey>
        )}
      </div>
      <div className={styles.lists}>
        <CloseGaps continuity={continuity} mayOffer={mayOffer} onOffer={offer} />
        <WaitingAnswers continuity={continuity} onLead={lead} />
        <NextMilestones
          continuity={continuity}
          mayComplete={detail.may.includes('complete_milestone')}
          wanted={wanted}
          below={periods.data && <PathwayLine periods={periods.data} />}
        />
        <Known caseRef={detail.ref} />
        <HandoverCard caseRef={detail.ref} />
        <FiveBasics caseRef={continuity.ref} />
        <MeasureCard continuity={continuity} />
        {periods.data?.visible && <PeriodsSection periods={periods.data} />}
        <DecideConferences detail={detail} />
      </div>
      {opened && (
        <Opened
          opened={opened}
          detail={detail}
          continuity={continuity}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

interface OpenedProps extends OverviewProps {
  opened: Opened
  onClose: () => void
}

function Opened({ opened, detail, continuity, onClose }: OpenedProps) {
  const text = useText()
  if (opened.type === 'lead') {
    return (
      <AnswerLead
        caseRef={detail.ref}
        domain={opened.domain}
        lead={opened.lead}
        today={continuity.today}
        person={detail.person}
        onClose={onClose}
      />
    )
  }
  return (
    <OfferLead
      continuity={continuity}
      person={detail.person}
      domain={opened.domain}
      gap={opened.gap}
      onClose={onClose}
      onSent={(lead) => {
        onClose()
        void toast(sentWords(text, lead))
      }}
    />
  )
}

/** What became of the offer: it waits, or a word given in advance has accepted it. */
function sentWords(text: Text, { agency, state, standing, standingRefusal }: Lead): string {
  const of = { agency: agency.name }
  if (state === 'unseen') return text('timeline.offer.sent-unseen', of)
  if (standing) return text('timeline.offer.accepted-at-once', of)
  if (standingRefusal) return text('timeline.offer.sent-beyond', { ...of, why: standingRefusal })
  return text('timeline.offer.sent', of)
}

function LeadSentence({ continuity, trying }: { continuity: Continuity; trying: boolean }) {
  const speech = useSpeech()
  if (trying) {
    return (
      <Sentence note={speech.text('timeline.sentence.trying-note')}>
        {speech.text('timeline.sentence.trying')}
      </Sentence>
    )
  }
  return (
    <Sentence note={supportSentences(speech, continuity).join(' ')}>
      {leadSentence(speech, continuity)}
    </Sentence>
  )
}

interface TableByKeyProps {
  /** Only when T was pressed: whoever chose the table by its button stays there. */
  takeFocus: boolean
  onMap: () => void
  children: ReactNode
}

/** The table takes over the focus of the map, and T leads back: each is one key from the other. */
function TableByKey({ takeFocus, onMap, children }: TableByKeyProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takeFocus) box.current?.focus({ preventScroll: true })
  }, [takeFocus])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 't' && !event.ctrlKey && !event.metaKey && !event.altKey)
      onMap()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut beside the control for the same
    <div ref={box} tabIndex={-1} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}
