import { type Html, html } from '../../../platform/http/html.ts'
import { languageLinks, type Reading } from './essence-page.ts'

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: #fbfaf7; color: #1d2a2f; font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main, header, footer { max-width: 46rem; margin: 0 auto; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 8px 24px; font-size: 0.9375rem; padding-bottom: 16px; border-bottom: 1px solid #d8d3c8; }
nav a, nav span { display: inline-block; padding: 4px 6px; min-height: 32px; }
nav span { font-weight: 650; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 32px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 36px 0 8px; }
.lead { font-size: 1.15rem; margin: 0 0 8px; }
.note, footer { color: #4c5a60; font-size: 0.9375rem; }
a { color: #0b5a6b; text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid #0b5a6b; outline-offset: 2px; }
ul { padding-inline-start: 1.2em; }
li { margin-bottom: 6px; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid #e4e0d6; overflow-wrap: anywhere; }
tbody th { width: 34%; font-weight: 600; }
td p { margin: 0 0 6px; }
address { font-style: normal; }
footer { margin-top: 40px; border-top: 1px solid #d8d3c8; padding-top: 12px; }
@media (max-width: 480px) { thead { position: absolute; clip-path: inset(50%); } tr, tbody th, td { display: block; width: auto; } tbody th { border: 0; padding-bottom: 0; } }
@media print { body { background: #fff; padding: 0; font-size: 11pt; } nav { display: none; } section { break-inside: avoid-page; } a { color: inherit; } }
`

/** The whole page around its content: no script, its own style, nothing from elsewhere. */
export function essenceFrame(title: string, content: Html, reading: Reading, made: string): string {
  const { language, say } = reading
  const page = html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="__CSP_NONCE__">${{ safe: style }}</style>
</head>
<body>
<header><span>${say('essence.site')}</span>${languageLinks(reading)}</header>
<main>${content}</main>
<footer>${say('essence.made', { day: made })}</footer>
</body>
</html>`
  return `<!doctype html>\n${page.safe}`
}
