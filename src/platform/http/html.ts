/** A piece of a page that is safe to stand in it as it is. */
export interface Html {
  readonly safe: string
}

type Part = string | number | null | undefined | false | Html | readonly Html[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (found) => entities[found] ?? '')

/**
 * A page written by the server. Every value is text and is escaped; only what this function itself made
 * stands as it is, so a name that looks like a tag is shown and does nothing.
 */
export function html(parts: TemplateStringsArray, ...values: Part[]): Html {
  const safe = parts.reduce((text, part, at) => text + written(values[at - 1]) + part)
  return { safe }
}

function written(value: Part): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map((one) => one.safe).join('')
  if (typeof value === 'object') return (value as Html).safe
  return escaped(String(value))
}
