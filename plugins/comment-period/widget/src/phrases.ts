import fa from '../locales/fa.json'

export type PhraseKey = keyof typeof fa
export type Phrases = Readonly<Record<PhraseKey, string>>

/** Own table: engines hold Azerbaijani in Arabic script to run from left to right. */
const DIRECTIONS: Readonly<Record<string, 'rtl' | 'ltr'>> = {
  fa: 'rtl',
  azb: 'rtl',
  ckb: 'rtl',
  en: 'ltr',
}

/** Names of months and numbers: there is no data for `azb`, nor everywhere for `ckb`. */
const DATE_LOCALES: Readonly<Record<string, readonly string[]>> = {
  ckb: ['ckb-IR-u-ca-persian-nu-arabext', 'fa-IR-u-ca-persian-nu-arabext'],
  en: ['en-u-ca-persian'],
}
const PERSIAN = ['fa-IR-u-ca-persian-nu-arabext']

/** The widget's language for a BCP 47 tag; Persian where it speaks none of the kind. */
export function spokenLanguage(tag: string): string {
  const [language = '', script = ''] = tag.toLowerCase().split('-')
  if (language === 'ku') return 'ckb'
  if (language === 'az') return script === 'arab' ? 'azb' : 'fa'
  return Object.hasOwn(DIRECTIONS, language) ? language : 'fa'
}

/** Direction of a text by its language. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return DIRECTIONS[spokenLanguage(language)] ?? 'rtl'
}

type Values = Readonly<Record<string, string | number>>

export interface Speech {
  readonly language: string
  readonly direction: 'rtl' | 'ltr'
  /**
   * A phrase. The key stands in the call as it is: the build puts a number in its place, and knows
   * by these calls which phrases are in use.
   */
  say(key: PhraseKey, values?: Values): string
  /** The phrase of a member of a family; the member itself where this build does not know it yet. */
  sayOf(family: string, member: string, values?: Values): string
  /** A refusal by its code, in words of this language; `null` where the server’s own do. */
  sayRefusal(code: string): string | null
  number(value: number): string
  /** Weekday, day, month and year of the Solar Hijri calendar. */
  day(instant: number, zone: string): string
  /** The same with the hour. */
  instant(instant: number, zone: string): string
}

export function speechOf(language: string, phrases: Phrases = fa): Speech {
  const locales = [...(DATE_LOCALES[language] ?? PERSIAN)]
  const numbers = new Intl.NumberFormat(locales, { useGrouping: false })
  const number = (value: number) => numbers.format(value)

  const day = (instant: number, zone: string): string => {
    const parts = new Intl.DateTimeFormat(locales, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: zone,
    }).formatToParts(instant)
    const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
    // Put together here: the engines' own pattern for Persian has the year first.
    return ['weekday', 'day', 'month', 'year'].map(part).join(' ')
  }

  const fill = (phrase: string, values: Values): string =>
    phrase.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = values[name] ?? ''
      return typeof value === 'number' ? number(value) : value
    })
  const known = phrases as Readonly<Record<string, string | undefined>>

  return {
    language,
    direction: directionOf(language),
    say: (key, values = {}) => fill(phrases[key], values),
    sayOf: (family, member, values = {}) => fill(known[`${family}.${member}`] ?? member, values),
    sayRefusal: (code) => known[`refusal.${code}`] ?? null,
    number,
    day,
    instant: (instant, zone) => {
      const time = new Intl.DateTimeFormat(locales, {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: zone,
      }).format(instant)
      return `${day(instant, zone)}${language === 'en' ? ',' : '،'} ${time}`
    },
  }
}

const speeches = new Map<string, Promise<Speech>>()

/** The speech of a language; Persian is in the script, others are fetched once, beside it. */
export function speechFor(tag: string): Promise<Speech> {
  const language = spokenLanguage(tag)
  const known = speeches.get(language)
  if (known !== undefined) return known
  const made = language === 'fa' ? Promise.resolve(speechOf('fa')) : fetched(language)
  speeches.set(language, made)
  return made
}

async function fetched(language: string): Promise<Speech> {
  try {
    const answer = await fetch(new URL(`./${BUILD}.${language}.json`, import.meta.url))
    if (!answer.ok) throw new Error(String(answer.status))
    const phrases = (await answer.json()) as Partial<Phrases>
    return speechOf(language, { ...fa, ...phrases })
  } catch {
    // Asked for again by the next element; until then Persian is better than nothing.
    speeches.delete(language)
    return speechOf('fa')
  }
}
