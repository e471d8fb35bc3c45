/** Letters of other scripts in Latin letters, as a registrar would write them; longest first. */
const GREEK: Record<string, string> = {
  ου: 'ou',
  αυ: 'av',
  ευ: 'ev',
  ει: 'ei',
  οι: 'oi',
  αι: 'ai',
  μπ: 'b',
  ντ: 'd',
  γκ: 'g',
  γγ: 'ng',
  τζ: 'tz',
  τσ: 'ts',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
}

const CYRILLIC: Record<string, string> = {
  дж: 'dzh',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  ђ: 'dj',
  е: 'e',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  ѕ: 'dz',
  и: 'i',
  і: 'i',
  ј: 'y',
  к: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'c',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  џ: 'dzh',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ғ: 'gh',
  қ: 'k',
  ң: 'ng',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  һ: 'h',
  ә: 'a',
  ӏ: '',
}

const ARABIC: Record<string, string> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ٱ: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ث: 'th',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: '',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  ة: 'a',
  و: 'ou',
  ؤ: 'ou',
  ي: 'i',
  ی: 'i',
  ى: 'a',
  ئ: 'i',
  ء: '',
  ټ: 't',
  ډ: 'd',
  ړ: 'r',
  ښ: 'sh',
  ې: 'e',
  ۍ: 'i',
  ڼ: 'n',
}

/** Latin letters that do not fall apart into a letter and a mark. */
const LATIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ĳ: 'ij',
  ŋ: 'ng',
  ħ: 'h',
  ŧ: 't',
  ə: 'a',
  ĸ: 'k',
}

const LETTERS: Record<string, string> = { ...GREEK, ...CYRILLIC, ...ARABIC, ...LATIN }

/** Words in a script that writes no short vowels: they are compared by consonants alone. */
const VOWELS_UNWRITTEN = /\p{Script=Arabic}|\p{Script=Hebrew}/u

/** Nothing to take apart or to look up: no letter of these has another one in the table. */
const PLAIN = /^[ -~]*$/

/**
 * A name in lower-case Latin letters without marks, whatever script it was typed in.
 *
 * It serves comparison only; which script was read is neither returned nor kept.
 */
export function transliterate(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  // й and ї would lose more than a mark when taken apart.
  const whole = text.normalize('NFC').toLowerCase().replace(/й/g, 'y').replace(/ї/g, 'yi')
  const bare = stripMarks(whole.replace(/ё/g, 'yo'))
  let latin = ''
  for (let place = 0; place < bare.length; ) {
    const pair = LETTERS[bare.slice(place, place + 2)]
    if (pair !== undefined) {
      latin += pair
      place += 2
      continue
    }
    const letter = bare[place] ?? ''
    latin += LETTERS[letter] ?? letter
    place += 1
  }
  return latin
}

/** Whether short vowels are not written in this text, so that only consonants can be compared. */
export function leavesVowelsOut(text: string): boolean {
  return VOWELS_UNWRITTEN.test(text)
}

function stripMarks(text: string): string {
  return text.normalize('NFD').replace(/[\p{M}\u0640]/gu, '')
}
