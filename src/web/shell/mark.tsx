/** The mark: a line that passes a gate without breaking. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--tc-mark)" />
      <g stroke="var(--tc-on-mark)" strokeWidth="2" strokeLinecap="round">
        <path strokeOpacity=".7" d="M12 4.5v3.6M12 15.9v3.6" />
        <path d="M4.5 9.6h3.2c3.4 0 1.6 4.8 5 4.8h6.8" />
      </g>
    </svg>
  )
}
