/**
 * Starting texts by country: laws on which agencies of that country usually stand, and where one
 * complains. A lawyer reads them first; they permit nothing, and no draft counts before it is signed.
 */
export interface StartingText {
  readonly country: string
  /** Laws in the words of the country, as somebody would cite them. */
  readonly laws: readonly string[]
  readonly complaints: string
  /** Months that help is kept after a case; the rest follows from it. */
  readonly months: number
}

export const startingTexts: readonly StartingText[] = [
  {
    country: 'BE',
    laws: [
      'Loi de principes du 12 janvier 2005 / Basiswet van 12 januari 2005 (détention / detentie)',
      'Loi du 17 mai 2006 / Wet van 17 mei 2006 (statut juridique externe / externe rechtspositie)',
      'Loi organique des CPAS / OCMW-wet, 8.7.1976, art. 57',
      'Loi / Wet 30.7.2018 (protection des données / gegevensbescherming)',
    ],
    complaints: 'Autorité de protection des données / Gegevensbeschermingsautoriteit (APD / GBA)',
    months: 12,
  },
  {
    country: 'DE',
    laws: [
      'Strafvollzugsgesetz des Landes (Entlassungsvorbereitung)',
      'SGB XII, §§ 67 bis 69',
      'SGB X, §§ 67 bis 85a',
      'BDSG, Teil 3 (§§ 45 ff.)',
    ],
    complaints: 'Die oder der Landesbeauftragte für den Datenschutz',
    months: 12,
  },
  {
    country: 'ES',
    laws: [
      'Ley Orgánica 1/1979, General Penitenciaria',
      'Ley 7/1985, reguladora de las Bases del Régimen Local, art. 25',
      'Ley Orgánica 3/2018, de protección de datos',
      'Ley Orgánica 7/2021 (fines penales)',
    ],
    complaints: 'Agencia Española de Protección de Datos (AEPD)',
    months: 12,
  },
  {
    country: 'FR',
    laws: [
      'Code pénitentiaire (préparation de la sortie)',
      'Code de la sécurité intérieure, art. L. 132-4 et L. 132-5',
      'Code de l’action sociale et des familles',
      'Loi n° 78-17 du 6 janvier 1978, titre III',
    ],
    complaints: 'Commission nationale de l’informatique et des libertés (CNIL)',
    months: 12,
  },
  {
    country: 'IT',
    laws: [
      'Legge 26 luglio 1975, n. 354, artt. 46 e 72',
      'Legge 8 novembre 2000, n. 328',
      'Decreto legislativo 30 giugno 2003, n. 196',
      'Decreto legislativo 18 maggio 2018, n. 51',
    ],
    complaints: 'Garante per la protezione dei dati personali',
    months: 12,
  },
  {
    country: 'NL',
    laws: [
      'Wet gegevensverwerking door samenwerkingsverbanden (WGS) en besluit (BGS)',
      'Penitentiaire beginselenwet',
      'Wet maatschappelijke ondersteuning 2015',
      'Wet justitiële en strafvorderlijke gegevens',
    ],
    complaints: 'Autoriteit Persoonsgegevens (AP)',
    months: 12,
  },
  {
    country: 'SE',
    laws: [
      'Fängelselagen (2010:610)',
      'Socialtjänstlagen (2025:400)',
      'Offentlighets- och sekretesslagen (2009:400)',
      'Brottsdatalagen (2018:1177)',
    ],
    complaints: 'Integritetsskyddsmyndigheten (IMY)',
    months: 12,
  },
]
