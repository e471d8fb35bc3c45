import { type Html, html } from '../../../platform/http/html.ts'
import type { LinkAnswer, LinkQuestion } from '../service/answer-by-link.ts'
import { pageFrame } from './frame.ts'
import { dayIn, momentIn, pageLanguages, type Reading } from './page-words.ts'

/** What stands behind `#` reaches no server: this moves it into the form and takes it off the screen. */
const takeCode = `
const code = decodeURIComponent(location.hash.slice(1))
if (code) {
  history.replaceState(null, '', location.pathname + location.search)
  const field = document.getElementById('code')
  field.value = code
  field.form.requestSubmit()
}`

/** Where the code of a letter is typed; a link fills it in by itself. It works without a script. */
export function doorPage(reading: Reading, over: boolean): string {
  const { say, language } = reading
  const title = say(over ? 'offer.over' : 'offer.title')
  const content = html`
    <h1>${title}</h1>
    <p>${say(over ? 'offer.over-why' : 'offer.door')}</p>
    <form method="post" action="/offer" autocomplete="off">
      <input type="hidden" name="language" value="${language}">
      <label for="code">${say('offer.code')}</label>
      <input type="text" id="code" name="code" required maxlength="60" autocapitalize="characters" spellcheck="false" dir="ltr">
      <button>${say('offer.open')}</button>
    </form>
    ${!over && html`<script nonce="__CSP_NONCE__">${{ safe: takeCode }}</script>`}`
  return pageFrame(title, links(reading), content, reading)
}

const links = ({ language }: Reading): Html =>
  html`<nav>${pageLanguages.map(({ code, name }) =>
    code === language
      ? html`<span lang="${code}" aria-current="true">${name}</span>`
      : html`<a lang="${code}" hreflang="${code}" href="/offer?language=${code}">${name}</a>`,
  )}</nav>`

/** Here another language is another look at the same question, so the code goes with it. */
const buttons = ({ language }: Reading, code: string): Html =>
  html`<nav><form method="post" action="/offer"><input type="hidden" name="code" value="${code}"><input type="hidden" name="again" value="1">${pageLanguages.map(
    (one) =>
      one.code === language
        ? html`<span lang="${one.code}" aria-current="true">${one.name}</span>`
        : html`<button name="language" value="${one.code}" lang="${one.code}">${one.name}</button>`,
  )}</form></nav>`

export interface Wrong {
  name?: string
  outcome?: string
  reason?: string
  act?: string
}

/** The question itself, and beneath it the one answer. What was typed stays when something is missing. */
export function questionPage(
  reading: Reading,
  code: string,
  question: LinkQuestion,
  typed: Partial<LinkAnswer> = {},
  wrong: Wrong = {},
): string {
  const { say } = reading
  const title = say('offer.asks', { asking: question.asking, agency: question.agency })
  const content = html`
    <h1>${title}</h1>
    <p>${say('offer.asks-note')}</p>
    ${facts(question, reading)}
    ${wrongOf(wrong)}
    <form method="post" action="/offer/answer" autocomplete="off">
      <input type="hidden" name="code" value="${code}">
      <input type="hidden" name="language" value="${reading.language}">
      <fieldset>
        <legend>${say('offer.answer')}</legend>
        <label><input type="radio" name="outcome" value="accepted" required ${checked(typed.outcome, 'accepted')}> ${say('offer.accept')}</label>
        <label><input type="radio" name="outcome" value="declined" ${checked(typed.outcome, 'declined')}> ${say('offer.decline')}</label>
      </fieldset>
      <label for="reason">${say('offer.reason')}</label>
      <p class="note" id="reason-note">${say('offer.reason-note')}</p>
      <textarea id="reason" name="reason" rows="4" maxlength="1000" aria-describedby="reason-note">${typed.reason ?? ''}</textarea>
      <label for="name">${say('offer.name')}</label>
      <input type="text" id="name" name="name" required minlength="2" maxlength="120" value="${typed.name ?? ''}" autocomplete="name">
      <button>${say('offer.send')}</button>
    </form>`
  return pageFrame(title, buttons(reading, code), content, reading)
}

const checked = (chosen: string | undefined, value: string): Html => ({
  safe: chosen === value ? 'checked' : '',
})

const wrongOf = (wrong: Wrong): Html | false => {
  const said = Object.values(wrong)
  return (
    said.length > 0 &&
    html`<div class="wrong" role="alert">${said.map((one) => html`<p>${one}</p>`)}</div>`
  )
}

function facts(question: LinkQuestion, { say, language }: Reading): Html {
  const { domain, from, until, ref, person, answerBy } = question
  const day = (value: string) => dayIn(language, value)
  const days = from
    ? until
      ? say('offer.days', { from: day(from), until: day(until) })
      : say('offer.days-open', { from: day(from) })
    : say('offer.days-unknown')
  const rows: [string, string | Html | null][] = [
    [say('offer.domain'), say(`domains.${domain}`)],
    [say('offer.period'), days],
    [say('offer.ref'), ref],
    [say('offer.person'), person],
    [say('offer.answer-by'), answerBy && day(answerBy)],
    [say('offer.contact'), contactOf(question)],
    [say('offer.works-until'), momentIn(language, question.expiresAt, question.zone)],
  ]
  return html`<dl>${rows
    .filter(([, value]) => value !== null)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

const contactOf = ({ asking, desk, phone, email }: LinkQuestion): string =>
  [asking, desk, phone, email].filter(Boolean).join(', ')

/** That the answer has come, and whom to call. The link opens nothing any more. */
export function thanksPage(
  reading: Reading,
  question: LinkQuestion,
  outcome: LinkAnswer['outcome'],
): string {
  const { say } = reading
  const title = say(`offer.thanks.${outcome}`)
  const content = html`
    <h1>${title}</h1>
    <p>${say(`offer.next.${outcome}`, { asking: question.asking })}</p>
    <dl>
      <div><dt>${say('offer.ref')}</dt><dd>${question.ref}</dd></div>
      <div><dt>${say('offer.contact')}</dt><dd>${contactOf(question)}</dd></div>
    </dl>
    <p class="note">${say('offer.done')}</p>`
  return pageFrame(title, html``, content, reading)
}
