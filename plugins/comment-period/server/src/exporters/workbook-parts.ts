import { element, xmlDocument } from '../../../domain/xml'
import { columnLetters } from './worksheet'
import { wholePart, type ArchivePart } from './zip-archive'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A sheet as it was written. */
export interface WrittenSheet {
  readonly name: string
  readonly columns: number
  /** Counts the headings too. */
  readonly rows: number
  /** Row 1 holds headings. */
  readonly headed: boolean
}

/** The name of the file of a sheet, counted from 0. */
export function sheetFile(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`
}

/** The list of the sheets (ECMA-376 Part 1, 18.2.27). */
export function workbookPart(sheets: readonly WrittenSheet[]): ArchivePart {
  const headed = sheets.flatMap((sheet, index) => (sheet.headed ? [{ ...sheet, index }] : []))
  const names = [
    ...headed.map(({ name, columns, rows, index }) =>
      element(
        'definedName',
        { name: '_xlnm._FilterDatabase', localSheetId: String(index), hidden: '1' },
        [`${quoted(name)}!$A$1:$${columnLetters(columns - 1)}$${rows}`],
      ),
    ),
    ...headed.map(({ name, index }) =>
      element('definedName', { name: '_xlnm.Print_Titles', localSheetId: String(index) }, [
        `${quoted(name)}!$1:$1`,
      ]),
    ),
  ]
  const root = element('workbook', { xmlns: MAIN, 'xmlns:r': OFFICE }, [
    element('bookViews', {}, [element('workbookView', { activeTab: '0', tabRatio: '800' })]),
    element(
      'sheets',
      {},
      sheets.map(({ name }, index) =>
        element('sheet', { name, sheetId: String(index + 1), 'r:id': `rId${index + 1}` }),
      ),
    ),
    ...(names.length > 0 ? [element('definedNames', {}, names)] : []),
  ])
  return wholePart('xl/workbook.xml', xmlDocument(root))
}

/** Where the workbook finds its sheets and formats. */
export function workbookRelationsPart(sheets: readonly WrittenSheet[]): ArchivePart {
  const relations = [
    ...sheets.map((_, index) =>
      element('Relationship', {
        Id: `rId${index + 1}`,
        Type: `${OFFICE}/worksheet`,
        Target: `worksheets/sheet${index + 1}.xml`,
      }),
    ),
    element('Relationship', {
      Id: `rId${sheets.length + 1}`,
      Type: `${OFFICE}/styles`,
      Target: 'styles.xml',
    }),
  ]
  const root = element('Relationships', { xmlns: `${PACKAGE}/relationships` }, relations)
  return wholePart('xl/_rels/workbook.xml.rels', xmlDocument(root))
}

/** The kind of each file in the archive (ECMA-376 Part 2, 10.1.2). */
export function workbookTypesPart(sheets: readonly WrittenSheet[]): ArchivePart {
  const override = (name: string, type: string) =>
    element('Override', { PartName: `/${name}`, ContentType: type })
  const root = element('Types', { xmlns: `${PACKAGE}/content-types` }, [
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    override('xl/workbook.xml', `${TYPES}.sheet.main+xml`),
    override('xl/styles.xml', `${TYPES}.styles+xml`),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    ...sheets.map((_, index) => override(sheetFile(index), `${TYPES}.worksheet+xml`)),
  ])
  return wholePart('[Content_Types].xml', xmlDocument(root))
}

/** In a reference the name of a sheet stands in apostrophes, and its own are doubled. */
function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
