import { XMLSerializer } from '@xmldom/xmldom'
import { toPersianDigits } from '../../../domain/digits'
import { childrenNamed, elementsNamed, parseXml } from './word-xml'

/** The parts of a Word document that say what its numbered paragraphs are numbered with. */
export interface NumberedParts {
  readonly document: string
  readonly styles: string | null
  readonly numbering: string | null
}

interface Level {
  readonly start: number
  readonly format: string
  /** As in «ماده %1ـ»: `%n` stands for the number of the n-th level. */
  readonly text: string
  readonly restarts: boolean
}

interface NumberedList {
  readonly abstractId: string
  readonly levels: ReadonlyMap<number, Level>
  readonly startOverrides: ReadonlyMap<number, number>
}

interface Place {
  readonly listId: string
  readonly level: number
}

const DEEPEST_STYLE = 20
const ALPHABET = 'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی'
const ABJAD = 'ابجدهوزحطیکلمنسعفصقرشتثخذضظغ'
const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]
/** What already closes a number; «ماده ۱» alone would read as a reference. */
const ENDS_CLOSED = /[-–—ـ:.)]$/

/**
 * Writes the numbers that Word counts by itself into the text of `word/document.xml`: «ماده ۱ـ» of
 * an automatic list is nowhere in the words of its paragraph, and would be lost with the list.
 *
 * @throws RefusalError `ATTACHMENT_REFUSED` where a part is not XML
 */
export function writeNumbersOut({ document, styles, numbering }: NumberedParts): string {
  const body = parseXml(document)
  if (numbering === null) return document
  const lists = listsOf(parseXml(numbering))
  const ofStyle = styles === null ? () => null : stylePlaces(parseXml(styles))
  const counters = new Map<string, Map<number, number>>()
  const seen = new Set<string>()
  for (const paragraph of elementsNamed(body, 'p')) {
    const properties = child(paragraph, 'pPr')
    const place = placeOf(properties) ?? ofStyle(valueOf(child(properties, 'pStyle')))
    const list = place === null ? undefined : lists.get(place.listId)
    if (place === null || list === undefined) continue
    const counts = counters.get(list.abstractId) ?? new Map<number, number>()
    counters.set(list.abstractId, counts)
    if (!seen.has(place.listId)) {
      seen.add(place.listId)
      for (const level of list.startOverrides.keys()) counts.delete(level)
    }
    const label = countedLabel(list, place.level, counts)
    if (label !== '') putBefore(body, paragraph, properties, label)
  }
  return new XMLSerializer().serializeToString(body)
}

function listsOf(numbering: Document): ReadonlyMap<string, NumberedList> {
  const abstracts = new Map(
    elementsNamed(numbering, 'abstractNum').map((each) => [
      attribute(each, 'abstractNumId'),
      new Map(childrenNamed(each, 'lvl').map((level) => [numberOf(level, 'ilvl'), levelOf(level)])),
    ]),
  )
  return new Map(
    elementsNamed(numbering, 'num').map((each) => {
      const abstractId = valueOf(child(each, 'abstractNumId')) ?? ''
      const levels = new Map(abstracts.get(abstractId))
      const startOverrides = new Map<number, number>()
      for (const override of childrenNamed(each, 'lvlOverride')) {
        const at = numberOf(override, 'ilvl')
        const own = child(override, 'lvl')
        if (own !== null) levels.set(at, levelOf(own))
        const start = valueOf(child(override, 'startOverride'))
        const level = levels.get(at)
        if (start === null || level === undefined) continue
        levels.set(at, { ...level, start: Number(start) })
        startOverrides.set(at, Number(start))
      }
      return [attribute(each, 'numId'), { abstractId, levels, startOverrides }]
    }),
  )
}

function levelOf(level: Element): Level {
  return {
    start: Number(valueOf(child(level, 'start')) ?? 1),
    format: valueOf(child(level, 'numFmt')) ?? 'decimal',
    text: valueOf(child(level, 'lvlText')) ?? '',
    restarts: valueOf(child(level, 'lvlRestart')) !== '0',
  }
}

/** Where a style, or the one it is based on, puts its paragraphs in a list. */
function stylePlaces(styles: Document): (styleId: string | null) => Place | null {
  const byId = new Map(
    elementsNamed(styles, 'style').map((each) => [attribute(each, 'styleId'), each]),
  )
  return (styleId) => {
    let id = styleId
    for (let depth = 0; id !== null && depth < DEEPEST_STYLE; depth += 1) {
      const style: Element | undefined = byId.get(id)
      if (style === undefined) return null
      const place = placeOf(child(style, 'pPr'))
      if (place !== null) return place
      id = valueOf(child(style, 'basedOn'))
    }
    return null
  }
}

function placeOf(properties: Element | null): Place | null {
  const numbered = child(properties, 'numPr')
  const listId = valueOf(child(numbered, 'numId'))
  return listId === null ? null : { listId, level: Number(valueOf(child(numbered, 'ilvl')) ?? 0) }
}

/** Counts one paragraph, and says what Word would print before it. */
function countedLabel(list: NumberedList, at: number, counts: Map<number, number>): string {
  const level = list.levels.get(at)
  if (level === undefined) return ''
  counts.set(at, (counts.get(at) ?? level.start - 1) + 1)
  for (const deeper of [...counts.keys()]) {
    if (deeper > at && list.levels.get(deeper)?.restarts !== false) counts.delete(deeper)
  }
  if (level.format === 'bullet') return '•'
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1
    const counted = list.levels.get(index)
    if (counted === undefined) return ''
    return written(counts.get(index) ?? counted.start, counted.format)
  })
}

function written(count: number, format: string): string {
  switch (format) {
    case 'none':
      return ''
    case 'arabicAlpha':
      return letter(ALPHABET, count)
    case 'arabicAbjad':
      return letter(ABJAD, count)
    case 'lowerLetter':
      return latinLetter(count)
    case 'upperLetter':
      return latinLetter(count).toUpperCase()
    case 'lowerRoman':
      return roman(count)
    case 'upperRoman':
      return roman(count).toUpperCase()
    default:
      return toPersianDigits(count)
  }
}

function letter(letters: string, count: number): string {
  const chosen = letters[(count - 1) % letters.length]
  return chosen === 'ا' ? 'الف' : (chosen ?? '')
}

function latinLetter(count: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + ((count - 1) % 26))
}

function roman(count: number): string {
  let left = count
  return ROMAN.map(([value, numeral]) => {
    const times = Math.min(Math.floor(left / value), 9)
    left -= times * value
    return numeral.repeat(times)
  }).join('')
}

function putBefore(
  document: Document,
  paragraph: Element,
  properties: Element | null,
  label: string,
): void {
  const namespace = paragraph.namespaceURI
  const prefix = paragraph.prefix === null || paragraph.prefix === '' ? '' : `${paragraph.prefix}:`
  const run = document.createElementNS(namespace, `${prefix}r`)
  const text = document.createElementNS(namespace, `${prefix}t`)
  text.setAttribute('xml:space', 'preserve')
  const isBullet = label === '•'
  const shown = isBullet || ENDS_CLOSED.test(label.trimEnd()) ? label : `${label} -`
  text.appendChild(document.createTextNode(`${shown} `))
  run.appendChild(text)
  paragraph.insertBefore(run, properties === null ? paragraph.firstChild : properties.nextSibling)
}

function child(parent: Element | null, name: string): Element | null {
  return childrenNamed(parent, name)[0] ?? null
}

function attribute(element: Element, name: string): string {
  return element.getAttributeNS(element.namespaceURI, name) ?? ''
}

function numberOf(element: Element, name: string): number {
  return Number(attribute(element, name))
}

function valueOf(element: Element | null): string | null {
  if (element === null) return null
  return element.getAttributeNS(element.namespaceURI, 'val')
}
