import { type Html, html } from '../../../platform/http/html.ts'
import { Category, Duty } from '../draft-contract.ts'
import type { Essence } from './essence.ts'
import { publicLanguages, type Say, writingOf } from './essence-words.ts'

export interface Reading {
  say: Say
  language: string
  /** Address of this page without its language. */
  path: string
}

/**
 * The essence of an agreement for everybody whom it may concern: made from the registers alone, without
 * a script, so that it reads the same on any telephone and on the wall of a wing.
 */
export function essencePage(essence: Essence, reading: Reading): Html {
  const { say } = reading
  return html`
    <h1>${essence.title}</h1>
    <p class="lead">${say('essence.lead', { authority: essence.authority })}</p>
    ${validity(essence, reading)}
    ${section(say('essence.why'), whys(essence, say))}
    ${section(say('essence.who'), partiesOf(essence, reading))}
    ${section(say('essence.ask'), contactOf(essence, say))}
    ${section(say('essence.what'), matrixOf(essence, reading))}
    ${section(say('essence.law'), basesOf(essence, reading))}
    ${section(say('essence.duties'), dutiesOf(essence, say))}
    ${section(say('essence.kept'), retentionOf(essence, say))}
    ${section(say('essence.rights'), rightsOf(essence, say))}
  `
}

const section = (title: string, content: Html) =>
  html`<section><h2>${title}</h2>${content}</section>`
const list = (items: readonly (string | Html)[]) =>
  html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

function validity(essence: Essence, { say, language }: Reading): Html {
  const { day } = writingOf(language)
  const { validFrom, validUntil, edition, reviewOn } = essence
  const valid = validUntil
    ? say('agreements.valid', { from: day(validFrom), until: day(validUntil) })
    : say('agreements.valid-open', { from: day(validFrom) })
  return html`<p class="note">${say('editions.number', { edition })}. ${valid} ${
    reviewOn && say('editions.review', { day: day(reviewOn) })
  }</p>`
}

function whys({ purposes }: Essence, say: Say): Html {
  return list(
    purposes.map(
      ({ code }) =>
        html`<strong>${say(`editions.purpose.${code}`)}.</strong> ${say(`essence.purpose.${code}`)} ${say(`editions.regime.${code}`)}.`,
    ),
  )
}

function partiesOf({ parties }: Essence, { say, language }: Reading): Html {
  const { day } = writingOf(language)
  const bound = parties.filter((party) => party.bound && !party.former)
  const former = parties.filter((party) => party.bound && party.former)
  const others = parties.filter((party) => !party.bound)
  return html`
    ${list(bound.map(({ name, contact }) => html`${name}${contact && html` (${contact})`}`))}
    ${
      former.length > 0 &&
      html`<p>${say('essence.former')}</p>${list(
        former.map(
          ({ name, contact, until }) =>
            html`${name}${contact && html` (${contact})`}${until && html`, ${say('essence.until', { day: day(until) })}`}`,
        ),
      )}`
    }
    ${others.length > 0 && html`<p>${say('essence.not-bound')}</p>${list(others.map(({ name }) => name))}`}
  `
}

function contactOf({ contact, privacy }: Essence, say: Say): Html {
  const lines = contact && [contact.name, contact.address, contact.phone, contact.email]
  return html`
    <p>${say('essence.ask-any')}</p>
    ${lines && html`<address>${lines.filter(Boolean).map((line) => html`${line}<br>`)}</address>`}
    ${
      privacy &&
      html`<p>${say('essence.privacy')} ${privacy.map(
        ({ name, contact: reached }) => html`${name}${reached && html` (${reached})`} `,
      )}</p>`
    }
  `
}

/** For each bound party in words: what it reads, is only told, receives by decision, and brings. */
function matrixOf(essence: Essence, { say, language }: Reading): Html {
  const write = writingOf(language)
  const bound = essence.parties.filter((party) => party.bound)
  const named = (cells: Essence['cells']) =>
    write.list(
      Category.options
        .filter((category) => cells.some((cell) => cell.category === category))
        .map((category) => say(`agreements.categories.${category}`)),
    )
  const rows = bound.map(({ id, name }) => {
    const mine = essence.cells.filter((cell) => cell.agency === id)
    const told = mine.filter(({ sight }) => sight === 'summary')
    const decided = mine.filter((cell) => cell.onDecision && cell.sight !== 'full')
    const secret = mine.filter((cell) => cell.secrecy)
    return html`<tr><th scope="row">${name}</th><td>${[
      sentence(say, 'reads', named(mine.filter(({ sight }) => sight === 'full'))),
      sentence(say, 'told', named(told)),
      sentence(say, 'decided', named(decided)),
      sentence(say, 'brings', named(mine.filter(({ brings }) => brings))),
      sentence(say, 'secret', named(secret)),
      ...(mine.length === 0 ? [html`${say('essence.matrix.nothing')}`] : []),
    ]}</td></tr>`
  })
  return html`<p>${say('essence.what-note')}</p>
    <table><thead><tr><th scope="col">${say('agreements.columns.party')}</th><th scope="col">${say('essence.matrix.gets')}</th></tr></thead><tbody>${rows}</tbody></table>`
}

const sentence = (say: Say, what: string, names: string): Html =>
  names === '' ? html`` : html`<p>${say(`essence.matrix.${what}`, { list: names })}</p>`

function basesOf({ bases, parties }: Essence, { say, language }: Reading): Html {
  const write = writingOf(language)
  return list(
    bases.map(({ citation, kind, objective, link, bodies }) => {
      const names = parties.filter(({ id }) => bodies.includes(id)).map(({ name }) => name)
      const who =
        names.length === parties.length
          ? say('bases.all-bodies', { count: names.length })
          : write.list(names)
      return html`${link ? html`<a href="${link}" rel="noreferrer">${citation}</a>` : citation}. ${say(`bases.kind.${kind}`)}. ${say('essence.objective', { objective })} ${say('essence.for', { names: who })}`
    }),
  )
}

function dutiesOf({ duties, parties }: Essence, say: Say): Html {
  const name = (id: number) => parties.find((party) => party.id === id)?.name ?? ''
  const rows = Duty.options.flatMap((duty) => {
    const agency = duties[duty]
    if (agency === undefined) return []
    const who = agency === 0 ? say('editions.duties.each') : name(agency)
    return [
      html`<tr><th scope="row">${say(`drafts.paper.duties.${duty}`)}</th><td>${who}</td></tr>`,
    ]
  })
  return html`<table><thead><tr><th scope="col">${say('editions.duties.duty')}</th><th scope="col">${say('editions.duties.agency')}</th></tr></thead><tbody>${rows}</tbody></table>`
}

function retentionOf({ retention }: Essence, say: Say): Html {
  const rows = retention.map(
    ({ purpose, category, months, from, outcome }) =>
      html`<tr><th scope="row">${say('editions.retention.line', {
        category: say(`agreements.categories.${category}`),
        purpose,
      })}</th><td>${say(`editions.retention.from.${from}`, { months })} ${say(`editions.retention.outcome.${outcome}`)}</td></tr>`,
  )
  return html`<table><thead><tr><th scope="col">${say('editions.retention.category')}</th><th scope="col">${say('editions.retention.kept')}</th></tr></thead><tbody>${rows}</tbody></table>`
}

const rights = ['know', 'copy', 'correct', 'erase', 'hold', 'object', 'voluntary'] as const

function rightsOf({ contact }: Essence, say: Say): Html {
  return html`
    ${list(rights.map((right) => say(`essence.right.${right}`)))}
    <p>${say('essence.complain', { authority: contact?.complaints ?? say('essence.authority-unnamed') })}</p>
    <p>${say('essence.never')}</p>
  `
}

/** Links to the same page in the other languages; each says its own name. */
export function languageLinks({ path, language, say }: Reading): Html {
  return html`<nav aria-label="${say('essence.languages')}">${publicLanguages.map(
    ({ code, name }) =>
      code === language
        ? html`<span aria-current="true" lang="${code}">${name}</span> `
        : html`<a href="${path}?language=${code}" lang="${code}" hreflang="${code}">${name}</a> `,
  )}</nav>`
}
