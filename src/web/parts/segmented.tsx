import { SegmentedControl } from '@mantine/core'
import styles from './segmented.module.css'

interface SegmentedProps<T extends string> {
  /** What is chosen here; read out, not shown. */
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** A choice of a few views; arrow keys move it, as radio buttons do. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      classNames={{
        root: styles.root,
        indicator: styles.indicator,
        label: styles.label,
        control: styles.control,
      }}
      transitionDuration={0}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(next) => onChange(next as T)}
    />
  )
}
