/**
 * Phrases have speaking keys in the sources and numbers in the bundle: the keys would be a tenth of
 * it. Only what is written out, `say('key'`, can be numbered; families whose members come from the
 * API, `sayOf('phase', …`, keep their keys.
 */
const WRITTEN_OUT = /\bsay\(\s*'([\w.-]+)'/g
const FAMILY = /\bsayOf\(\s*'([\w-]+)'/g

const familyOf = (key) => key.split('.')[0]

/**
 * @param sources texts of all sources
 * @param keys of the bundled locale
 * @throws where the sources name a phrase that there is not, or there is one that nobody says
 */
export function numberPhrases(sources, keys) {
  const found = (pattern) =>
    new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1])))
  const families = found(FAMILY).add('refusal')
  const said = found(WRITTEN_OUT)
  // Groups of which a part comes from elsewhere: their members are handed over as arguments.
  const inFamily = (key) => key.includes('.') && families.has(familyOf(key))
  const missing = [...said].filter((key) => !keys.includes(key))
  const unsaid = keys.filter((key) => !said.has(key) && !inFamily(key))
  if (missing.length + unsaid.length > 0) {
    throw new Error(`phrases missing: ${missing.join(', ')}; said by nobody: ${unsaid.join(', ')}`)
  }
  const numbered = keys.filter((key) => said.has(key) && !inFamily(key))
  const numberOf = new Map(numbered.map((key, index) => [key, index]))

  return {
    inSource: (source) =>
      source.replace(WRITTEN_OUT, (whole, key) =>
        numberOf.has(key) ? `say(${String(numberOf.get(key))} as never` : whole,
      ),
    inLocale: (phrases) =>
      Object.fromEntries(
        Object.entries(phrases).map(([key, phrase]) => [numberOf.get(key) ?? key, phrase]),
      ),
    /** The bundled locale as a module: a list, and beside it the families. */
    asModule: (phrases) => {
      const listed = numbered.map((key) => phrases[key])
      const rest = Object.fromEntries(Object.entries(phrases).filter(([key]) => !numberOf.has(key)))
      return `export default Object.assign(${JSON.stringify(listed)}, ${JSON.stringify(rest)})`
    },
  }
}
