import { type Html, html } from '../../../platform/http/html.ts'
import type { Reading } from './page-words.ts'

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: #fbfaf7; color: #1d2a2f; font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main, header, footer { max-width: 40rem; margin: 0 auto; }
header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 24px; font-size: 0.9375rem; padding-bottom: 12px; border-bottom: 1px solid #d8d3c8; }
nav, nav form { display: flex; flex-wrap: wrap; gap: 2px; }
nav a, nav button, nav span { display: inline-block; padding: 4px 6px; min-height: 32px; border: 0; background: none; font: inherit; color: #0b5a6b; text-decoration: underline; text-underline-offset: 3px; cursor: pointer; }
nav span { font-weight: 650; color: inherit; text-decoration: none; cursor: default; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 32px 0 8px; overflow-wrap: anywhere; }
.note, footer { color: #4c5a60; font-size: 0.9375rem; }
a { color: #0b5a6b; }
dl { margin: 20px 0; border-top: 1px solid #e4e0d6; }
dl div { display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 8px 0; border-bottom: 1px solid #e4e0d6; }
dt { flex: 0 0 12rem; color: #4c5a60; }
dd { margin: 0; flex: 1 1 14rem; overflow-wrap: anywhere; font-weight: 600; }
label, legend { display: block; font-weight: 600; margin: 18px 0 4px; }
fieldset { border: 0; padding: 0; margin: 0; }
fieldset label { display: flex; gap: 10px; align-items: center; min-height: 44px; margin: 0; font-weight: 400; }
input[type=radio] { width: 22px; height: 22px; accent-color: #0b5a6b; }
input[type=text], textarea { width: 100%; padding: 10px 12px; border: 1px solid #6d7a80; border-radius: 6px; font: inherit; background: #fff; color: inherit; }
#code { font-family: ui-monospace, monospace; letter-spacing: .06em; }
main form > button { margin-top: 22px; min-height: 48px; padding: 10px 22px; border: 0; border-radius: 6px; background: #0b5a6b; color: #fff; font: inherit; font-weight: 650; cursor: pointer; }
.wrong { margin: 16px 0; padding: 12px 16px; border-inline-start: 4px solid #a3341d; background: #fbeee9; }
.wrong p { margin: 0; }
:focus-visible { outline: 3px solid #0b5a6b; outline-offset: 2px; }
footer { margin-top: 40px; border-top: 1px solid #d8d3c8; padding-top: 12px; }
@media print { body { background: #fff; padding: 0; font-size: 11pt; } nav { display: none; } }
`

/** The whole page around its content: its own style, nothing from elsewhere, no cookie. */
export function pageFrame(title: string, languages: Html, content: Html, reading: Reading): string {
  const { language, say } = reading
  const page = html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style nonce="__CSP_NONCE__">${{ safe: style }}</style>
</head>
<body>
<header><span>${say('offer.site')}</span>${languages}</header>
<main>${content}</main>
<footer>${say('offer.foot')}</footer>
</body>
</html>`
  return `<!doctype html>\n${page.safe}`
}
