import { readFile, rm } from 'node:fs/promises'
import JSZip from 'jszip'
import mammoth from 'mammoth'
import type { SourceLine } from '../../../domain/clause-splitting'
import { ATTACHMENT_KINDS } from '../../../domain/comment'
import { inspectFile } from './file-inspection'
import type { IncomingFile } from './incoming-folder'
import { refuse } from './refusal-error'
import { inTurns } from './turns'
import { writeNumbersOut } from './word-numbering'
import { elementsNamed, parseXml } from './word-xml'

/** What a document holds that is no text, or is not taken over; said, so that nobody misses it. */
export interface LeftOut {
  readonly what: 'picture' | 'formula' | 'remark' | 'deletion'
  readonly count: number
}

export interface WordText {
  readonly lines: readonly SourceLine[]
  readonly leftOut: readonly LeftOut[]
}

const DOCUMENT = 'word/document.xml'
const NUMBERING = 'word/numbering.xml'
/** XML takes many times its size while it is read; a long statute has a twentieth of it. */
const LONGEST_XML = 16 * 1024 * 1024
const STYLES = [
  "p[style-name='Title'] => p.title:fresh",
  "p[style-name='Subtitle'] => p.heading:fresh",
  "p[style-name='toc 1'] => p.contents:fresh",
  "p[style-name='toc 2'] => p.contents:fresh",
  "p[style-name='toc 3'] => p.contents:fresh",
  "p[style-name='TOC Heading'] => p.contents:fresh",
]
const BLOCKS: readonly string[] = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li']

/** Reading takes memory and holds up everybody else meanwhile. */
const oneAtATime = inTurns(1)

/**
 * Reads the one document that came with a request, and takes the file away again.
 *
 * @throws RefusalError `ATTACHMENT_REFUSED` where it is no sound Word document, and
 *   `INPUT_INVALID` where it is not one file
 */
export async function readReceivedDocument(files: readonly IncomingFile[]): Promise<WordText> {
  try {
    const [file, ...others] = files
    if (file === undefined || others.length > 0) {
      return refuse('INPUT_INVALID', { field: 'attachment', problem: 'must be one file' })
    }
    const bytes = await readFile(file.path)
    const judged = await inspectFile(file, bytes)
    if (judged.kind === 'refused') {
      return refuse('ATTACHMENT_REFUSED', { n: 1, problem: judged.problem })
    }
    if (judged.mime !== ATTACHMENT_KINDS.docx) {
      return refuse('ATTACHMENT_REFUSED', { n: 1, problem: 'kind-unknown' })
    }
    return await readWordDocument(bytes)
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })))
  }
}

/**
 * Reads a Word document as lines for `divideText`: paragraphs and rows of tables in their order,
 * with the numbers that Word counts by itself, tracked insertions taken and deletions left out, and
 * the texts of headers, footers and footnotes marked as such.
 *
 * @param bytes of a document that `inspectFile` has taken: what it inflates to is bounded
 * @throws RefusalError `ATTACHMENT_REFUSED` where it is no sound document
 */
export function readWordDocument(bytes: Buffer): Promise<WordText> {
  return oneAtATime(async () => {
    const zip = await JSZip.loadAsync(bytes)
    const document = (await partOf(zip, DOCUMENT)) ?? damaged()
    const numbered = writeNumbersOut({
      document,
      styles: await partOf(zip, 'word/styles.xml'),
      numbering: await partOf(zip, NUMBERING),
    })
    zip.file(DOCUMENT, numbered)
    // The numbers stand in the text now; counted once more they would be there twice.
    zip.remove(NUMBERING)
    const html = await htmlOf(await zip.generateAsync({ type: 'nodebuffer' }))
    const headers = await besideText(zip, /^word\/header\d*\.xml$/, 'header')
    const footers = await besideText(zip, /^word\/footer\d*\.xml$/, 'footer')
    return {
      lines: [...headers, ...linesOf(html), ...footers],
      leftOut: counted({
        picture: occurrences(document, /<(?:pic:pic|v:imagedata)[\s>]/g),
        formula: occurrences(document, /<m:oMath[\s>]/g),
        remark: occurrences((await partOf(zip, 'word/comments.xml')) ?? '', /<w:comment\s/g),
        deletion: occurrences(document, /<w:del\s/g),
      }),
    }
  })
}

function damaged(): never {
  return refuse('ATTACHMENT_REFUSED', { n: 1, problem: 'damaged' })
}

async function partOf(zip: JSZip, name: string): Promise<string | null> {
  const text = (await zip.file(name)?.async('string')) ?? null
  if (text !== null && text.length > LONGEST_XML) {
    refuse('ATTACHMENT_REFUSED', { n: 1, problem: 'inflates-too-far' })
  }
  return text
}

async function htmlOf(bytes: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        styleMap: STYLES,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    )
    return value
  } catch {
    // Its errors name what it stumbled over in the XML, which helps nobody who brings a text in.
    return damaged()
  }
}

function linesOf(html: string): readonly SourceLine[] {
  return blocksIn(parseXml(`<body>${html}</body>`).documentElement)
}

function blocksIn(parent: Element, isFootnote = false): SourceLine[] {
  return elementsIn(parent).flatMap((element) => {
    const inFootnote = isFootnote || /^(?:foot|end)note-/.test(element.getAttribute('id') ?? '')
    const { tagName } = element
    if (tagName === 'table') return tableRows(element)
    const inner = elementsIn(element).some(({ tagName: name }) => isBlock(name))
    if (!BLOCKS.includes(tagName) || inner) return blocksIn(element, inFootnote)
    return [{ text: textOf(element), role: inFootnote ? 'footnote' : roleOf(element) }]
  })
}

function isBlock(tagName: string): boolean {
  return BLOCKS.includes(tagName) || ['table', 'ol', 'ul'].includes(tagName)
}

function roleOf(element: Element): SourceLine['role'] {
  const marked = element.getAttribute('class')
  if (marked === 'title' || marked === 'heading' || marked === 'contents') return marked
  if (/^h[1-6]$/.test(element.tagName)) return 'heading'
  const written = Array.from(element.childNodes).filter((node) => textOf(node).trim() !== '')
  const isBold = written.length > 0 && written.every((node) => node.nodeName === 'strong')
  return isBold ? 'heading' : undefined
}

function tableRows(table: Element): SourceLine[] {
  return elementsIn(table).flatMap((element) => {
    if (element.tagName !== 'tr') return tableRows(element)
    return [{ text: '', cells: elementsIn(element).map(cellText) }]
  })
}

function cellText(cell: Element): string {
  const blocks = elementsIn(cell).flatMap((element) =>
    element.tagName === 'table'
      ? tableRows(element).map(({ cells = [] }) => cells.join(' | '))
      : [textOf(element)],
  )
  return blocks.join('\n')
}

function textOf(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue ?? ''
  if (node.nodeName === 'br') return '\n'
  // The mark of a footnote, and the arrow that leads back from it.
  if (
    node.nodeName === 'a' &&
    /^#(?:foot|end)note-/.test((node as Element).getAttribute('href') ?? '')
  )
    return ''
  return Array.from(node.childNodes).map(textOf).join('')
}

function elementsIn(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1)
}

/** Headers and footers repeat from section to section. */
async function besideText(
  zip: JSZip,
  names: RegExp,
  role: 'header' | 'footer',
): Promise<readonly SourceLine[]> {
  const texts = new Set<string>()
  for (const name of Object.keys(zip.files)
    .filter((each) => names.test(each))
    .sort()) {
    const xml = (await partOf(zip, name)) ?? damaged()
    for (const paragraph of elementsNamed(parseXml(xml), 'p')) {
      const runs = elementsNamed(paragraph, 't').map(({ textContent }) => textContent)
      const text = runs.join('').trim()
      if (text !== '') texts.add(text)
    }
  }
  return [...texts].map((text) => ({ text, role }))
}

function occurrences(xml: string, pattern: RegExp): number {
  return xml.match(pattern)?.length ?? 0
}

function counted(counts: Readonly<Record<LeftOut['what'], number>>): readonly LeftOut[] {
  return (Object.keys(counts) as LeftOut['what'][])
    .map((what) => ({ what, count: counts[what] }))
    .filter(({ count }) => count > 0)
}
