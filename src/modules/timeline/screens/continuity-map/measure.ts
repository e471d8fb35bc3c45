import { useEffect, useMemo, useState } from 'react'
import { estimateWidth } from './room.ts'

let canvas: CanvasRenderingContext2D | null | undefined

/** How wide a word will be at 12 px, as the browser will draw it, rounded up. */
export function measureWidth(text: string, strong: boolean): number {
  if (typeof document === 'undefined') return estimateWidth(text)
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return estimateWidth(text)
  const family = getComputedStyle(document.body).fontFamily || 'sans-serif'
  canvas.font = `${strong ? 620 : 450} 12px ${family}`
  return Math.ceil(canvas.measureText(text).width) + 2
}

/** Measures words; a new function once the fonts have arrived, so that places are found again. */
export function useMeasure(): (text: string, strong: boolean) => number {
  const [fonts, setFonts] = useState(0)
  useEffect(() => {
    let here = true
    void document.fonts?.ready.then(() => here && setFonts(1))
    return () => {
      here = false
    }
  }, [])
  return useMemo(() => {
    // Measured anew when the fonts have come.
    const known = new Map<string, number>(fonts > 0 ? [] : [['', 0]])
    return (text, strong) => {
      const key = `${strong ? 1 : 0}${text}`
      const width = known.get(key) ?? measureWidth(text, strong)
      known.set(key, width)
      return width
    }
  }, [fonts])
}
