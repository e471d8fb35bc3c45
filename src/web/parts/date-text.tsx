import { useFormat } from '../words.ts'

interface DateTextProps {
  /** `yyyy-mm-dd` */
  day: string
  form?: 'day' | 'dayMonth' | 'date' | 'fullDate' | 'longDay' | 'inDays'
  today?: string
}

/** A day as people write it, with the day itself for machines. */
export function DateText({ day, form = 'day', today }: DateTextProps) {
  const format = useFormat()
  return (
    <time dateTime={day}>{form === 'inDays' ? format.inDays(day, today) : format[form](day)}</time>
  )
}
