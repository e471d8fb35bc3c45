/**
 * How a written name may sound, simplified across languages on purpose: the same rules for
 * every name, none of which says or keeps where a name comes from.
 *
 * A word becomes a few possible sound forms (`ch` may be sh, k or h). Of each form the
 * consonants are the skeleton, by which names are found; the vowels between them, compared
 * loosely, tell Said from Saad and Marco from Mirco.
 */
interface SoundForm {
  /** Consonants in order; `*` in front when the word begins with a vowel. */
  skeleton: string
  /** What stands before, between and after the consonants. */
  vowels: string[]
}

type Rule = readonly [pattern: RegExp, sounds: readonly string[]]

/** The first rule that fits at a place is used; every sibilant and affricate is one sound, s. */
const RULES: readonly Rule[] = [
  [/eaux?(?=$)|aux(?=$)|eau/y, ['o']],
  [/shch|tsch|dsch|tch|dzh|dsh|xh|dj|dz|cz|sz|sh|zh|ts|tz|ds/y, ['s']],
  [/sch/y, ['s', 'sk']],
  [/ch/y, ['s', 'k', 'h']],
  [/kh/y, ['k', 'h']],
  [/gh(?=[ei])|gh/y, ['g']],
  [/ph/y, ['f']],
  [/dt(?=$)|th/y, ['t']],
  [/dh/y, ['d']],
  [/gli/y, ['li']],
  [/gn|nh/y, ['n', 'kn']],
  [/gi(?=[aou])/y, ['gi', 'i', 's']],
  [/g(?=[eiy])/y, ['g', 's']],
  [/j/y, ['i', 's', 'h']],
  [/qu(?=[ei])|ck|cq|[qk]/y, ['k']],
  [/c/y, ['k', 's']],
  [/^x/y, ['s', 'k', 'h']],
  [/x/y, ['ks']],
  [/z/y, ['s']],
  [/^ou(?=[aei])|^u(?=[aei])|^w/y, ['v']],
  [/ou(?=[aei])|w/y, ['v', 'u']],
  [/oo|ou|ue(?![aeiou])/y, ['u']],
  [/oe/y, ['o']],
  [/uij|uy/y, ['ui']],
  [/ij(?![aeiou])|y/y, ['i']],
  [/h(?=$)/y, ['']],
  [/h/y, ['h', '']],
]

const MOST_FORMS = 48

/** The skeletons under which a word is found; few, so that a row keeps few tokens. */
export function soundCodes(word: string): string[] {
  return [...hear(word).skeletons].slice(0, 6)
}

/** Whether two words can be one name in two spellings. */
export function soundAlike(a: string, b: string): boolean {
  const [left, right] = [hear(a), hear(b)]
  if (!shareOne(left.skeletons, right.skeletons)) return false
  return left.forms.some((form) =>
    right.forms.some((other) => form.skeleton === other.skeleton && vowelsAgree(form, other)),
  )
}

/** Whether two words have the same consonants; for spellings that leave vowels out. */
export function skeletonAlike(a: string, b: string): boolean {
  return shareOne(hear(a).skeletons, hear(b).skeletons)
}

function shareOne(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return true
  return false
}

interface Heard {
  forms: SoundForm[]
  skeletons: Set<string>
}

/** Comparing a list with its candidates reads the same words again and again; words only, and few. */
const HEARD = new Map<string, Heard>()
const MOST_HEARD = 4000

function hear(word: string): Heard {
  const known = HEARD.get(word)
  if (known) return known
  const forms = soundForms(fixed(word))
  const heard = { forms, skeletons: new Set(forms.map((form) => form.skeleton)) }
  if (HEARD.size >= MOST_HEARD) HEARD.clear()
  HEARD.set(word, heard)
  return heard
}

function soundForms(word: string): SoundForm[] {
  let forms = ['']
  for (let place = 0; place < word.length; ) {
    const { length, sounds } = readSound(word, place)
    const longer = forms.flatMap((form) => sounds.map((sound) => form + sound))
    forms = longer.length > MOST_FORMS ? forms.map((form) => form + (sounds[0] ?? '')) : longer
    place += length
  }
  return [...new Set(forms.map(settle))].map(toForm)
}

/** `Abd al-`, `Abdul` and `Abdel` are one beginning; `-dine` and `-din`, `-mane` and `-man` one end. */
function fixed(word: string): string {
  return word.replace(/^abd(?:ou|[aeiou])(?=.)/, 'abde').replace(/(din+|...man+)e$/, '$1')
}

function readSound(word: string, place: number): { length: number; sounds: readonly string[] } {
  for (const [pattern, sounds] of RULES) {
    pattern.lastIndex = place
    const found = pattern.exec(word)
    if (found) return { length: found[0].length, sounds }
  }
  return { length: 1, sounds: [word[place] ?? ''] }
}

const HARD_ENDS: Record<string, string> = { d: 't', b: 'p', v: 'f', g: 'k' }

function settle(form: string): string {
  const single = form.replace(/(.)\1+/g, '$1')
  const end = single.at(-1) ?? ''
  return single.length > 1 ? single.slice(0, -1) + (HARD_ENDS[end] ?? end) : single
}

function toForm(sound: string): SoundForm {
  const consonants = sound.replace(/[aeiou]/g, '')
  const skeleton = /^[aeiou]/.test(sound) ? `*${consonants}` : consonants
  return { skeleton, vowels: sound.split(/[^aeiou]/) }
}

/** Vowels that stand for one another when a name is written down by ear. */
const COLOURS: Record<string, readonly string[]> = {
  a: ['a', 'ae'],
  e: ['ae', 'ei', 'ie'],
  i: ['ie'],
  o: ['o'],
  u: ['o'],
  au: ['o', 'au'],
  ae: ['a', 'ae', 'ai'],
  ai: ['ai', 'ei'],
  ei: ['ai', 'ei', 'ie'],
  ie: ['ie'],
  eu: ['o', 'eu'],
  iou: ['iu'],
  io: ['iu'],
}

function vowelsAgree(a: SoundForm, b: SoundForm): boolean {
  const last = a.vowels.length - 1
  return a.vowels.every((vowels, place) => {
    const other = b.vowels[place] ?? ''
    if (vowels === other) return true
    // Amin is not Amina, and Michele is not Michela: the end of a name often tells two persons apart.
    if (place === last && (vowels === '' || other === '' || endsApart(vowels, other))) return false
    if (vowels === '' || other === '')
      return last > 3 && place > 0 && /^[aei]?$/.test(vowels + other)
    const colours = COLOURS[vowels] ?? [vowels]
    return (COLOURS[other] ?? [other]).some((colour) => colours.includes(colour))
  })
}

function endsApart(a: string, b: string): boolean {
  return a.endsWith('a') !== b.endsWith('a')
}
