import { DOMParser } from '@xmldom/xmldom'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'

/** The files of an archive by name, read by a reader that checks sizes. */
export async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) =>
      error === null ? resolve(opened) : reject(error),
    )
  })
  const files = new Map<string, Buffer>()
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(files))
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) return reject(error)
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('error', reject)
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks))
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  })
}

/** Parses XML and takes no fault of it. */
export function parsedXml(xml: Buffer | undefined): Document {
  const refuse = (message: string) => {
    throw new Error(message)
  }
  const errorHandler = { warning: refuse, error: refuse, fatalError: refuse }
  // This parser takes the line ends of XML 1.1 for those of XML 1.0 too.
  const text = (xml?.toString() ?? '').replace(
    /[\u0085\u2028]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  )
  return new DOMParser({ errorHandler }).parseFromString(text, 'text/xml')
}

export function elements(within: Document | Element, name: string): Element[] {
  return Array.from(within.getElementsByTagName(name))
}

/** A cell as the file states it. */
export interface StatedCell {
  readonly place: string
  /** `inlineStr`, or nothing for a number. */
  readonly type: string
  readonly value: string
  readonly hasFormula: boolean
}

/** A sheet of a workbook as its files state it. */
export interface StatedSheet {
  readonly name: string
  readonly xml: Document
  /** By row, with Excel's own escapes undone as ECMA-376 tells (22.9.2.19). */
  readonly rows: readonly (readonly StatedCell[])[]
}

/** The sheets of a workbook in their order. */
export async function statedSheets(workbook: Buffer): Promise<StatedSheet[]> {
  const files = await unzipped(workbook)
  const relations = new Map(
    elements(parsedXml(files.get('xl/_rels/workbook.xml.rels')), 'Relationship').map((each) => [
      each.getAttribute('Id'),
      each.getAttribute('Target'),
    ]),
  )
  return elements(parsedXml(files.get('xl/workbook.xml')), 'sheet').map((sheet) => {
    const xml = parsedXml(files.get(`xl/${relations.get(sheet.getAttribute('r:id'))}`))
    return {
      name: sheet.getAttribute('name') ?? '',
      xml,
      rows: elements(xml, 'row').map((row) => elements(row, 'c').map(statedCell)),
    }
  })
}

function statedCell(cell: Element): StatedCell {
  const type = cell.getAttribute('t') ?? ''
  const [content] = elements(cell, type === 'inlineStr' ? 't' : 'v')
  return {
    place: cell.getAttribute('r') ?? '',
    type,
    value: excelDecoded(content?.textContent ?? ''),
    hasFormula: elements(cell, 'f').length > 0,
  }
}

/** From left to right, and what came out is not looked at again. */
export function excelDecoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}

/** The tables of a text of Word: by table, row and cell. */
export function statedTables(document: Document): string[][][] {
  return elements(document, 'w:tbl').map((table) =>
    elements(table, 'w:tr').map((row) => elements(row, 'w:tc').map(wordText)),
  )
}

/** What a reader sees of a part of a text of Word, its breaks and tabs too. */
export function wordText(part: Element): string {
  return Array.from(part.getElementsByTagName('*'))
    .map(({ tagName, textContent }) => {
      if (tagName === 'w:t') return textContent
      if (tagName === 'w:br') return '\n'
      return tagName === 'w:tab' ? '\t' : ''
    })
    .join('')
}
