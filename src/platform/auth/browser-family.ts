const families: [RegExp, string][] = [
  [/Edg/, 'Edge'],
  [/Firefox/, 'Firefox'],
  [/Chrom/, 'Chrome'],
  [/Safari/, 'Safari'],
]

/** The kind of browser, so that members recognise their sessions; not its version or machine. */
export function browserFamily(userAgent = ''): string {
  return families.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other'
}
