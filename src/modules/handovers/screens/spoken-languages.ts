/** Languages that are spoken most at the table, by their codes; another one stands first when it is asked for. */
export const spokenLanguages = ['ar', 'de', 'en', 'es', 'fa', 'fr', 'it', 'nl', 'pl', 'ps', 'ro']
  .concat(['ru', 'so', 'sq', 'sr', 'ti', 'tr', 'uk'])
  .sort()

/** The same list, with the language that a form begins with also if it is a rarer one. */
export const languagesWith = (code: string): readonly string[] =>
  spokenLanguages.includes(code) ? spokenLanguages : [code, ...spokenLanguages]
