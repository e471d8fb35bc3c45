import type { PlacedLabel } from './room.ts'

interface SvgLabelProps {
  label: PlacedLabel | null
  y: number
  mirrored: boolean
  className: string | undefined
}

/** A word at the place found for it, holding on at its start or end in the direction of reading. */
export function SvgLabel({ label, y, mirrored, className }: SvgLabelProps) {
  if (!label) return null
  const left = (label.align === 'start') !== mirrored
  return (
    <text
      x={left ? label.x : label.x + label.width}
      y={y}
      textAnchor={label.align}
      className={className}
    >
      {label.text}
    </text>
  )
}
