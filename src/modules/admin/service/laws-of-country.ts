import beDe from '../competences/be.de.json' with { type: 'json' }
import beFr from '../competences/be.fr.json' with { type: 'json' }
import be from '../competences/be.json' with { type: 'json' }
import beNl from '../competences/be.nl.json' with { type: 'json' }
import deDe from '../competences/de.de.json' with { type: 'json' }
import de from '../competences/de.json' with { type: 'json' }
import esEs from '../competences/es.es.json' with { type: 'json' }
import es from '../competences/es.json' with { type: 'json' }
import frFr from '../competences/fr.fr.json' with { type: 'json' }
import fr from '../competences/fr.json' with { type: 'json' }
import itIt from '../competences/it.it.json' with { type: 'json' }
import it from '../competences/it.json' with { type: 'json' }
import nl from '../competences/nl.json' with { type: 'json' }
import nlNl from '../competences/nl.nl.json' with { type: 'json' }
import se from '../competences/se.json' with { type: 'json' }
import type { AgencyKind } from '../contract.ts'

interface Table {
  subjects: { code: string; basis: string }[]
}

/** The tables of competences by country and language of the reader; English where none is named. */
const tables: Readonly<Record<string, Table>> = {
  ...{ be, 'be.de': beDe, 'be.fr': beFr, 'be.nl': beNl, de, 'de.de': deDe, es, 'es.es': esEs },
  ...{ fr, 'fr.fr': frFr, it, 'it.it': itIt, nl, 'nl.nl': nlNl, se },
}

/** The subjects of the table in which an agency of this kind decides or carries out. */
const subjects: Readonly<Record<AgencyKind, readonly string[]>> = {
  custody: ['planning', 'leave', 'end_of_sentence'],
  probation: ['supervision', 'electronic_monitoring'],
  city: ['accommodation', 'identity_papers', 'first_income'],
  health: ['health'],
  work: ['first_income'],
  association: [],
  police: ['recall'],
  justice: ['remand_end', 'conditional_release', 'recall'],
}

/**
 * The laws that the table of the country surely knows for this kind of agency, each once.
 *
 * They say who decides and who carries out, not that sharing is lawful: a lawyer has to check them. Empty where the
 * country has no table, or the table no law.
 */
export function lawsFor(kind: AgencyKind, country: string, language: string): string[] {
  const own = country.toLowerCase()
  const table = tables[`${own}.${language.split('-')[0]}`] ?? tables[own]
  const named = subjects[kind].flatMap(
    (code) => table?.subjects.find((subject) => subject.code === code)?.basis || [],
  )
  return [...new Set(named)]
}
