import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCalendarEvent } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Sentence } from '../../../web/parts/section.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { CaseDetail } from '../../cases/contract.ts'
import type { Continuity, Gap, Lane, LaneLead, MovePreview } from '../contract.ts'
import { AnswerLead } from './answer-lead.tsx'
import styles from './case/case.module.css'
import { CaseFacts, CaseReaders } from './case/case-head.tsx'
import { CloseGaps, WaitingAnswers } from './case/case-lists.tsx'
import { caseQuery, continuityQuery } from './case/case-queries.ts'
import { DecideConferences } from './case/decide-conferences.tsx'
import { NextMilestones } from './case/next-milestones.tsx'
import { ContinuityMap } from './continuity-map/continuity-map.tsx'
import { ContinuityTable } from './continuity-map/continuity-table.tsx'
import { MapLegend } from './continuity-map/map-legend.tsx'
import { PhoneLanes } from './continuity-map/phone-lanes.tsx'
import { leadSentence, supportSentences } from './continuity-map/sentences.ts'
import { useSpeech } from './continuity-map/speech.ts'
import type { MapWindow } from './continuity-map/time-window.ts'
import { MoveRelease } from './move-release.tsx'
import { OfferLead } from './offer-lead.tsx'

/** One case: who is accountable on any day, what is missing, and everything to close it. */
export function Case() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const detail = useQuery(caseQuery(ref))
  const continuity = useQuery(continuityQuery(ref))
  const crumbs = [{ label: text('timeline.case.crumb'), to: '/cases' }]
  const error = detail.error ?? continuity.error
  if (error && isUnseen(error)) return <Unseen />
  if (!detail.data || !continuity.data) {
    return (
      <Page title={ref} crumbs={crumbs}>
        {error ? (
          <Trouble
            error={error}
            what={text('timeline.case.not-loaded')}
            onRetry={() => {
              void detail.refetch()
              void continuity.refetch()
            }}
          />
        ) : (
          <Loading rows={9} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={ref}
      crumbs={crumbs}
      beside={
        <span className={styles.beside}>
          <PersonLabel person={detail.data.person} />
          <Chip state="stage">{text(`timeline.case.stage.${detail.data.stage}`)}</Chip>
        </span>
      }
      actions={<CaseReaders detail={detail.data} />}
    >
      <CaseFacts detail={detail.data} today={continuity.data.today} />
      <Overview key={ref} detail={detail.data} continuity={continuity.data} />
    </Page>
  )
}

const isUnseen = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** The same words for a case without a seat and for one that does not exist: nothing is confirmed. */
function Unseen() {
  const text = useText()
  return (
    <Page title={text('timeline.case.crumb')} crumbs={[]}>
      <Empty
        next={text('timeline.case.unseen-note')}
        link={<Link to="/cases">{text('timeline.case.unseen-link')}</Link>}
      >
        {text('timeline.case.unseen')}
      </Empty>
    </Page>
  )
}

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

function Overview({ detail, continuity }: OverviewProps) {
  const { text } = useSpeech()
  const { form, view, setForm, setView } = useForm()
  const [moving, setMoving] = useState(false)
  const [tried, setTried] = useState<Tried | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [said, setSaid] = useState('')
  const closeMoving = useCallback(() => {
    setMoving(false)
    setTried(null)
  }, [])
  const mayOffer = detail.may.includes('offer')
  const offer = (domain: Lane | null, gap: Gap | null) => setOpened({ type: 'offer', domain, gap })
  const lead = (domain: Lane, chosen: LaneLead) => setOpened({ type: 'lead', domain, lead: chosen })
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
              setSaid(text('timeline.move.saved'))
            }}
          />
        )}
        {form === 'map' ? (
          <MapOrStrips
            continuity={continuity}
            view={view}
            tried={trying}
            mayOffer={mayOffer}
            onOffer={offer}
            onLead={lead}
            onMilestone={() => document.getElementById('milestones')?.scrollIntoView()}
            onTable={() => setForm('table')}
          />
        ) : (
          <ContinuityTable
            continuity={trying?.continuity ?? continuity}
            mayOffer={mayOffer}
            onOffer={offer}
            onLead={lead}
          />
        )}
      </div>
      <div className={styles.lists}>
        <CloseGaps continuity={continuity} mayOffer={mayOffer} onOffer={offer} />
        <WaitingAnswers continuity={continuity} onLead={lead} />
        <NextMilestones
          continuity={continuity}
          mayComplete={detail.may.includes('complete_milestone')}
        />
        <DecideConferences detail={detail} />
      </div>
      <p className="tc-visually-hidden" role="status">
        {said}
      </p>
      {opened && (
        <Opened
          opened={opened}
          detail={detail}
          continuity={continuity}
          onClose={() => setOpened(null)}
          onSaid={setSaid}
        />
      )}
    </>
  )
}

interface OpenedProps extends OverviewProps {
  opened: Opened
  onClose: () => void
  onSaid: (words: string) => void
}

function Opened({ opened, detail, continuity, onClose, onSaid }: OpenedProps) {
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
      onSent={(agency) => {
        onClose()
        onSaid(text('timeline.offer.sent', { agency }))
      }}
    />
  )
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

interface ControlsProps {
  form: 'map' | 'table'
  view: MapWindow
  onForm: (form: 'map' | 'table') => void
  onView: (view: MapWindow) => void
  onMove: (() => void) | null
}

function Controls({ form, view, onForm, onView, onMove }: ControlsProps) {
  const text = useText()
  const options = <T extends string>(values: readonly T[], name: string) =>
    values.map((value) => ({ value, label: text(`timeline.case.${name}.${value}`) }))
  return (
    <div className={styles.controls} data-no-print>
      <Segmented
        label={text('timeline.case.view')}
        value={form}
        options={options(['map', 'table'] as const, 'view')}
        onChange={onForm}
      />
      {form === 'map' && (
        <Segmented
          label={text('timeline.case.window')}
          value={view}
          options={options(['year', '12-weeks', '72-hours'] as const, 'window')}
          onChange={onView}
        />
      )}
      {onMove && (
        <Button
          variant="default"
          leftSection={<IconCalendarEvent size={16} stroke={1.75} aria-hidden />}
          onClick={onMove}
        >
          {text('timeline.case.move')}
        </Button>
      )}
    </div>
  )
}

/** The picture where there is room for it, strips with sentences where there is not. */
function MapOrStrips(props: Parameters<typeof ContinuityMap>[0]) {
  const narrow = useMediaQuery('(max-width: 47.99em)')
  if (narrow) return <PhoneLanes {...props} />
  return (
    <>
      <ContinuityMap {...props} />
      <MapLegend continuity={props.continuity} />
    </>
  )
}
