import type { Phrases } from '../http/phrases.ts'

export interface SheetFacts {
  authority: string
  date: string
  groups: readonly string[]
  language: string
}

/**
 * The key sheet as one page without scripts and without anything from elsewhere, ready for a
 * printer. The words are those of the screen.
 */
export function keySheetPage(phrases: Phrases, { authority, date, groups, language }: SheetFacts) {
  // words: operations.sheet.
  const say = (id: string, values?: Record<string, string>) =>
    escaped(phrases(language, `operations.sheet.${id}`, values))
  const items = groups.map((group, index) => `<li><i>${index + 1}</i><code>${group}</code></li>`)
  const steps = ['step-1', 'step-2', 'step-3'].map((step) => `<li>${say(step)}</li>`)
  const title = say('title', { authority })
  return `<!doctype html>
<html lang="${escaped(language)}">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p>${say('made', { date })}</p>
<p class="warning">${say('warning')}</p>
<h2>${say('key')}</h2>
<ol class="groups" dir="ltr">${items.join('')}</ol>
<p class="small">${say('letters')}</p>
<h2>${say('how')}</h2>
<ol>${steps.join('')}</ol>
<p>${say('keep')}</p>
<p class="line"></p>
</html>
`
}

const style = `
body { font: 12pt/1.4 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
h1 { font-size: 20pt; margin: 0 } h2 { font-size: 13pt; margin: 1.6rem 0 .6rem; border-bottom: 1px solid #999 }
.warning { border: 2px solid; padding: .6rem .9rem; font-weight: 600 }
.groups { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(4, 1fr); gap: .7rem 1rem }
.groups i { display: inline-block; width: 2.2em; color: #555; font-style: normal }
code { font: 600 16pt ui-monospace, monospace; letter-spacing: .12em }
.small { font-size: 10pt } .line { height: 2.5rem; border-bottom: 1px solid }`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
