// Letters that Unicode does not take apart into a base letter and a mark.
const baseLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** A text as people read it: no blanks around it, and one blank where several stood. */
export function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** Reduces a text to its words, so that case, accents, hyphens and blanks make no difference. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => baseLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a column name; `ReleaseDate` and `release_date` are the same name. */
export function foldHeader(name: string): string {
  return fold(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
}
