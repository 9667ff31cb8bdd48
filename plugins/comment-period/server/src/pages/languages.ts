/**
 * Scripts by language, from a table of our own: `Intl.Locale` takes `az-Arab`, `azb` and `bqi` for
 * languages that run from left to right.
 */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set([
  'ar',
  'azb',
  'bal',
  'bqi',
  'ckb',
  'fa',
  'glk',
  'he',
  'lrc',
  'mzn',
  'ps',
  'sd',
  'sdh',
  'ug',
  'ur',
])

/**
 * Which way a language runs, by its BCP 47 tag.
 *
 * @example directionOf('az-Arab') // 'rtl'
 */
export function directionOf(tag: string): 'rtl' | 'ltr' {
  const [language = '', ...subtags] = tag.split('-')
  if (subtags.includes('Arab')) return 'rtl'
  if (subtags.includes('Latn') || subtags.includes('Cyrl')) return 'ltr'
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}
