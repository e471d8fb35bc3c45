import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCalendarEvent } from '@tabler/icons-react'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { useWeekStart } from '../../../../web/week.ts'
import { useText } from '../../../../web/words.ts'
import type { Period } from '../../../periods/period-contract.ts'
import { ContinuityMap, type ContinuityMapProps } from '../continuity-map/continuity-map.tsx'
import { MapLegend } from '../continuity-map/map-legend.tsx'
import { PeriodBand } from '../continuity-map/period-band.tsx'
import { PhoneLanes } from '../continuity-map/phone-lanes.tsx'
import type { MapWindow } from '../continuity-map/time-window.ts'
import styles from './case.module.css'

interface ControlsProps {
  form: 'map' | 'table'
  view: MapWindow
  onForm: (form: 'map' | 'table') => void
  onView: (view: MapWindow) => void
  onMove: (() => void) | null
}

/** Map or table, how much time, and the way to move the date. */
export function Controls({ form, view, onForm, onView, onMove }: ControlsProps) {
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

interface MapOrStripsProps extends ContinuityMapProps {
  /** Custody and supervision, as far as the reader may know. */
  periods: readonly Period[]
}

/** The picture where there is room for it, strips with sentences where there is not. */
export function MapOrStrips({ periods, ...given }: MapOrStripsProps) {
  const props = { ...given, weekStart: useWeekStart() }
  const narrow = useMediaQuery('(max-width: 47.99em)') ?? false
  const band = (
    <PeriodBand
      continuity={props.continuity}
      periods={periods}
      view={props.view}
      tried={props.tried?.on ?? null}
      narrow={narrow}
    />
  )
  if (narrow) return <PhoneLanes {...props} band={band} />
  return (
    <>
      {band}
      <ContinuityMap {...props} />
      <MapLegend continuity={props.continuity} />
    </>
  )
}
