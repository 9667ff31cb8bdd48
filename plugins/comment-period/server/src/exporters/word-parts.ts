import { element, xmlDocument, type Markup } from '../../../domain/xml'
import type { TableDocument } from './table-document'
import { wholePart, type ArchivePart } from './zip-archive'

/** The name space of all parts of the text (ECMA-376 Part 1, 17). */
export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** The relation by which the section finds its footer. */
export const FOOTER_RELATION = 'rId4'

/** What offices in Iran write letters in; it has not all letters of Kurdish. */
const PERSIAN_FACE = 'B Nazanin'
const KURDISH_FACE = 'Tahoma'
const LATIN_FACE = 'Times New Roman'
/** Tried in this order where there is no such face (ECMA-376 Part 1, 17.8.3.1). */
const OTHER_FACES = 'Nazanin, Vazirmatn, Tahoma'

const INK = '1C2329'
const SOFT = '4B5760'

/** Word knows languages by country too. */
const COMPLEX_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['fa', 'fa-IR'],
  ['ckb', 'ku-Arab-IQ'],
])

/** An element of a text document. */
export function w(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: readonly (string | Markup)[] = [],
): Markup {
  const named = Object.entries(attributes).map(([key, value]) => [`w:${key}`, value] as const)
  return element(`w:${name}`, Object.fromEntries(named), content)
}

/** All parts of a text document beside the text itself. */
export function wordParts(document: TableDocument): ArchivePart[] {
  return [
    typesPart(),
    relationsPart(),
    stylesPart(document),
    settingsPart(document),
    fontsPart(document),
    footerPart(document),
  ]
}

function typesPart(): ArchivePart {
  const override = (name: string, type: string) =>
    element('Override', { PartName: `/${name}`, ContentType: type })
  const root = element('Types', { xmlns: `${PACKAGE}/content-types` }, [
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    override('word/document.xml', `${TYPES}.document.main+xml`),
    override('word/styles.xml', `${TYPES}.styles+xml`),
    override('word/settings.xml', `${TYPES}.settings+xml`),
    override('word/fontTable.xml', `${TYPES}.fontTable+xml`),
    override('word/footer1.xml', `${TYPES}.footer+xml`),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ])
  return wholePart('[Content_Types].xml', xmlDocument(root))
}

function relationsPart(): ArchivePart {
  const relation = (Id: string, type: string, Target: string) =>
    element('Relationship', { Id, Type: `${OFFICE}/${type}`, Target })
  const root = element('Relationships', { xmlns: `${PACKAGE}/relationships` }, [
    relation('rId1', 'styles', 'styles.xml'),
    relation('rId2', 'settings', 'settings.xml'),
    relation('rId3', 'fontTable', 'fontTable.xml'),
    relation(FOOTER_RELATION, 'footer', 'footer1.xml'),
  ])
  return wholePart('word/_rels/document.xml.rels', xmlDocument(root))
}

function stylesPart({ language, direction }: TableDocument): ArchivePart {
  const complex = COMPLEX_LANGUAGES.get(primary(language)) ?? language
  const bidi = direction === 'rtl' ? [w('bidi')] : []
  const spacing = (before: number, after: number) =>
    w('spacing', { before: String(before), after: String(after), line: '259', lineRule: 'auto' })
  const sizes = (latin: number, persian: number) => [
    w('sz', { val: String(latin * 2) }),
    w('szCs', { val: String(persian * 2) }),
  ]
  const bold = [w('b'), w('bCs')]
  const style = (
    name: string,
    paragraph: readonly Markup[],
    run: readonly Markup[],
    isDefault = false,
  ) =>
    w('style', { type: 'paragraph', ...(isDefault ? { default: '1' } : {}), styleId: name }, [
      w('name', { val: name }),
      ...(isDefault ? [] : [w('basedOn', { val: 'Normal' })]),
      w('qFormat'),
      w('pPr', {}, paragraph),
      w('rPr', {}, run),
    ])
  const centred = w('jc', { val: 'center' })
  // What stands in Word's list of headings, and how deep.
  const level = (depth: number) => w('outlineLvl', { val: String(depth) })
  const face = complexFace(language)
  const root = element('w:styles', { 'xmlns:w': WORD }, [
    w('docDefaults', {}, [
      w('rPrDefault', {}, [
        w('rPr', {}, [
          w('rFonts', { ascii: LATIN_FACE, hAnsi: LATIN_FACE, eastAsia: LATIN_FACE, cs: face }),
          w('color', { val: INK }),
          ...sizes(10, 12),
          w('lang', { val: 'en-US', bidi: complex }),
        ]),
      ]),
      w('pPrDefault', {}, [w('pPr', {}, [spacing(0, 0)])]),
    ]),
    style('Normal', bidi, [], true),
    style('Letterhead', [spacing(0, 40), centred], [w('color', { val: SOFT }), ...sizes(10, 12)]),
    style(
      'Title',
      [w('keepNext'), spacing(160, 200), centred, level(0)],
      [...bold, ...sizes(15, 17)],
    ),
    style('TableName', [w('keepNext'), spacing(240, 120), level(1)], [...bold, ...sizes(12, 14)]),
    style('PartName', [w('keepNext'), spacing(120, 60), level(2)], [...bold, ...sizes(10, 12)]),
    style('Text', [spacing(60, 60)], sizes(10, 12)),
    style('Fact', [spacing(20, 20)], sizes(9, 11)),
    style('FactName', [spacing(20, 20)], [...bold, ...sizes(9, 11)]),
    style('Heading', [w('keepNext'), spacing(40, 40), centred], [...bold, ...sizes(9, 11)]),
    style('Cell', [spacing(20, 20)], sizes(9, 11)),
    style('Number', [spacing(20, 20), centred], sizes(9, 11)),
    style(
      'Code',
      [w('bidi', { val: '0' }), spacing(20, 20), w('jc', { val: 'left' })],
      sizes(8, 8),
    ),
    style('Gap', [spacing(0, 0)], sizes(4, 4)),
    style('Footer', [centred], [w('color', { val: SOFT }), ...sizes(9, 11)]),
  ])
  return wholePart('word/styles.xml', xmlDocument(root))
}

/** Compatibility mode 15 is what Word calls no compatibility mode. */
function settingsPart({ language }: TableDocument): ArchivePart {
  const complex = COMPLEX_LANGUAGES.get(primary(language)) ?? language
  const root = element('w:settings', { 'xmlns:w': WORD }, [
    w('compat', {}, [
      w('compatSetting', {
        name: 'compatibilityMode',
        uri: 'http://schemas.microsoft.com/office/word',
        val: '15',
      }),
    ]),
    w('themeFontLang', { val: 'en-US', bidi: complex }),
  ])
  return wholePart('word/settings.xml', xmlDocument(root))
}

function fontsPart({ language }: TableDocument): ArchivePart {
  const arabic = w('charset', { val: 'B2' })
  const rest = [w('family', { val: 'auto' }), w('pitch', { val: 'variable' })]
  const root = element('w:fonts', { 'xmlns:w': WORD }, [
    w('font', { name: complexFace(language) }, [
      w('altName', { val: OTHER_FACES }),
      arabic,
      ...rest,
    ]),
    w('font', { name: LATIN_FACE }, [w('charset', { val: '00' }), ...rest]),
  ])
  return wholePart('word/fontTable.xml', xmlDocument(root))
}

function footerPart({ direction, words }: TableDocument): ArchivePart {
  const run = (text: string) =>
    w('r', {}, [
      ...(direction === 'rtl' ? [w('rPr', {}, [w('rtl')])] : []),
      element('w:t', { 'xml:space': 'preserve' }, [text]),
    ])
  const field = (instr: string) => w('fldSimple', { instr }, [run('1')])
  const [before, between, after] = words.page
  const root = element('w:ftr', { 'xmlns:w': WORD }, [
    w('p', {}, [
      w('pPr', {}, [w('pStyle', { val: 'Footer' })]),
      ...(before === '' ? [] : [run(before)]),
      field('PAGE'),
      ...(between === '' ? [] : [run(between)]),
      field('NUMPAGES'),
      ...(after === '' ? [] : [run(after)]),
    ]),
  ])
  return wholePart('word/footer1.xml', xmlDocument(root))
}

function complexFace(language: string): string {
  return primary(language) === 'ckb' ? KURDISH_FACE : PERSIAN_FACE
}

function primary(language: string): string {
  return language.split('-', 1)[0] ?? ''
}
