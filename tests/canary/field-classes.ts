/** What a field of an answer may tell. A key that is in none of these lists is operational. */
export const classes = {
  /** Offences and convictions: no field of the interface holds them, and none may come without a word here. */
  offence: /offen[cs]e|convict|crime|criminal|verdictOfCourt|charge(s|d)?$|sanction/i,
  /** Health: told as a function or as "support arranged until", never as a field. */
  health: /health|diagnos|medic|therap|illness|addict|substance/i,
  personal:
    /^(family|given|birth|names?|initials|numbers?|person|persons|personId|personReason|said|saidBy|saidLanguage|words|witness|address|phone|email|language|languages|nowAt|reach|place|placeName|note|reason|reasons|text|source|outcome|explainedBy|former|formerly|likely|contact|contacts|street|postcode|town|quote|spoken|interpreter|question|answer|answerNote|circumstances|wish|necessity|statement|content|contents|outside|details|texts)$/,
  open: /^(id|ref|code|kind|kinds|version|label|count|counts|more|nextCursor|limit|title|format|country|weekday|year|month|day|days|time|timeZone)$/,
} as const
export type FieldClass = keyof typeof classes | 'operational'

/** The class of one key of an answer. */
export function classOf(key: string): FieldClass {
  for (const name of ['offence', 'health', 'personal', 'open'] as const)
    if (classes[name].test(key)) return name
  return 'operational'
}

/** What nobody may sort, filter or group by: the special categories, in any spelling. */
export const neverAsked =
  /relig|belief|faith|ethnic|race|origin|nationalit|opinion|ideolog|politic|sexual|gender|orient|health|diagnos|illness|union/i
