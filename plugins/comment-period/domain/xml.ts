/** A piece of XML that is written out already. */
export interface Markup {
  readonly xml: string
}

/**
 * An element of XML 1.0. Texts and attributes are escaped; a character that XML forbids, of which
 * none can come in by a lawful way, becomes U+FFFD.
 *
 * @example
 * element('title', { type: 'text' }, ['ماده ۱ < ۲']).xml // '<title type="text">ماده ۱ &lt; ۲</title>'
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly (string | Markup)[] = [],
): Markup {
  const opening = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${attributeOf(value)}"`),
  ].join(' ')
  if (content.length === 0) return { xml: `<${opening}/>` }
  const inside = content.map((each) => (typeof each === 'string' ? textOf(each) : each.xml))
  return { xml: `<${opening}>${inside.join('')}</${name}>` }
}

export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** A return would be read as a line break (XML 1.0, 2.11). */
function textOf(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? character)
}

/** Here line breaks and tabs would be read as spaces (XML 1.0, 3.3.3). */
function attributeOf(text: string): string {
  return allowed(text).replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character)
}

function allowed(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd')
}
