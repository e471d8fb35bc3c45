import { useEffect, useState } from 'react'

/** Whole minutes since a moment, counted on while the page is open; null where there is none. */
export function useMinutesSince(moment: string | undefined): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!moment) return
    const beat = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(beat)
  }, [moment])
  return moment ? Math.max(0, Math.floor((now - Date.parse(moment)) / 60_000)) : null
}
