import { type Html, html } from '../../../platform/http/html.ts'
import { readPhrases } from '../../../platform/http/phrases.ts'

/** What the database says of one notice; dates as `yyyy-mm-dd`. */
export interface Letter {
  authority: string
  today: string
  id: string
  ref: string | null
  item: string
  version: number
  kind: 'corrected' | 'restricted' | 'released' | 'erased'
  purpose: string
  from: string
  to: string | null
  /** Who outside the table got it. */
  outside: string | null
  toldOn: string
  toldBy: string | null
  dueOn: string
  letterOn: string | null
  letterBy: string | null
  readOn: string | null
  readBy: string | null
  acknowledgedOn: string | null
  acknowledgedBy: string | null
}

export const letterLanguages = [
  { code: 'en', name: 'English' },
  { code: 'fr', name: 'Français' },
  { code: 'de', name: 'Deutsch' },
  { code: 'es', name: 'Español' },
  { code: 'it', name: 'Italiano' },
  { code: 'nl', name: 'Nederlands' },
] as const

/**
 * Speaks for the letter in one of the six languages.
 *
 * words: letters.
 */
export function letterSpeech(language: string) {
  const phrases = readPhrases('letters')
  const locale = language === 'en' ? 'en-GB' : language
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    say: (id: string, values?: Record<string, string | number>) => phrases(language, id, values),
    day: (value: string) => days.format(new Date(`${value}T00:00:00Z`)),
  }
}

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: #fff; color: #1d2a2f; font: 1.0625rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main, nav { max-width: 44rem; margin: 0 auto; }
nav { padding-bottom: 12px; margin-bottom: 24px; border-bottom: 1px solid #d8d3c8; font-size: 0.9375rem; }
nav a, nav span { display: inline-block; padding: 4px 6px; min-height: 32px; }
nav span { font-weight: 650; }
a { color: #0b5a6b; text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid #0b5a6b; outline-offset: 2px; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 32px 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 32px 0 8px; }
p, li { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 4px 16px; margin: 0; }
dt { color: #4c5a60; }
dd { margin: 0; overflow-wrap: anywhere; }
.sign { border-top: 1px solid #1d2a2f; margin-top: 56px; padding-top: 4px; max-width: 22rem; font-size: 0.9375rem; }
.line { display: inline-block; min-width: 14rem; border-bottom: 1px solid #1d2a2f; }
@media (max-width: 480px) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
@media print { body { padding: 0; font-size: 11pt; } nav { display: none; } section { break-inside: avoid-page; } a { color: inherit; } }
`

/** The whole letter: to one recipient, with the number of the case alone, and its receipts. */
export function letterPage(letter: Letter, language: string): string {
  const { say, day } = letterSpeech(language)
  const title = say('letters.title', { ref: letter.ref ?? '' })
  const page = html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="__CSP_NONCE__">${{ safe: style }}</style>
</head>
<body>
<nav aria-label="${say('letters.languages')}">${letterLanguages.map(({ code, name }) =>
    code === language
      ? html`<span lang="${code}">${name}</span> `
      : html`<a lang="${code}" href="/letters/corrections/${letter.id}?language=${code}">${name}</a> `,
  )}</nav>
<main>
<dl>
<dt>${say('letters.from')}</dt><dd>${letter.from}, ${letter.authority}</dd>
<dt>${say('letters.to')}</dt><dd>${letter.to ?? letter.outside ?? html`<span class="line">&nbsp;</span>`}</dd>
<dt>${say('letters.date')}</dt><dd>${day(letter.today)}</dd>
<dt>${say('letters.case')}</dt><dd>${letter.ref ?? ''}</dd>
</dl>
<h1>${title}</h1>
<p>${say(`letters.what.${letter.kind}`, { item: letter.item, version: letter.version, on: day(letter.toldOn) })}</p>
${asked(letter, say, day)}
${receipts(letter, say, day)}
<p class="sign">${say('letters.signed', { agency: letter.from })}</p>
</main>
</body>
</html>`
  return `<!doctype html>\n${page.safe}`
}

type Speech = ReturnType<typeof letterSpeech>

function asked(letter: Letter, say: Speech['say'], day: Speech['day']): Html {
  return html`<section><h2>${say('letters.ask')}</h2><ul>
<li>${say(`letters.do.${letter.kind}`)}</li>
<li>${say('letters.onward')}</li>
<li>${say(letter.to ? 'letters.acknowledge' : 'letters.answer', { on: day(letter.dueOn) })}</li>
</ul>
<p>${say(letter.purpose === 'supervision' ? 'letters.law.supervision' : 'letters.law.reintegration')}</p></section>`
}

/** Told when, by whom, read when: what is known as the letter is made. */
function receipts(letter: Letter, say: Speech['say'], day: Speech['day']): Html {
  const line = (name: string, on: string | null, by: string | null) =>
    html`<dt>${say(`letters.receipt.${name}`)}</dt><dd>${
      on
        ? say(by ? 'letters.receipt.by' : 'letters.receipt.on', { on: day(on), by: by ?? '' })
        : say('letters.receipt.not-yet')
    }</dd>`
  return html`<section><h2>${say('letters.receipts')}</h2><dl>
${line('told', letter.toldOn, letter.toldBy)}
${letter.letterOn && line('letter', letter.letterOn, letter.letterBy)}
${letter.to && line('read', letter.readOn, letter.readBy)}
${line('acknowledged', letter.acknowledgedOn, letter.acknowledgedBy)}
</dl></section>`
}
