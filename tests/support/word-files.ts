import { zipByHand } from './crafted-zips'

/**
 * Word documents as Word writes them, from a few words each: paragraphs of several runs with marks
 * of revisions and spelling between them, styles, lists that count by themselves, tables, headers,
 * footnotes, text boxes and tracked changes.
 */

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const REL = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const NAMESPACES = `xmlns:w="${W}" xmlns:r="${R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

export interface WordList {
  readonly id: number
  /** Level by level: the format and the text, as «ماده %1ـ». */
  readonly levels: readonly { readonly format: string; readonly text: string }[]
  /** Continues the count of another list unless it starts over. */
  readonly like?: number
  readonly startsAt?: number
}

export interface WordParts {
  readonly body: readonly string[]
  readonly lists?: readonly WordList[]
  /** Further styles, as XML. */
  readonly styles?: string
  readonly headers?: readonly string[]
  readonly footers?: readonly string[]
  readonly footnotes?: readonly string[]
  readonly comments?: number
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

interface ParagraphOptions {
  readonly style?: string
  readonly bold?: boolean
  readonly list?: number
  readonly level?: number
}

/** A paragraph whose words Word has torn into runs, as it does after every correction. */
export function paragraph(text: string, options: ParagraphOptions = {}): string {
  const { style, bold = false, list, level = 0 } = options
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${String(level)}"/><w:numId w:val="${String(list)}"/></w:numPr>`,
    '<w:bidi/><w:jc w:val="both"/>',
  ].join('')
  const middle = Math.ceil(text.length / 2)
  const runs = [text.slice(0, middle), text.slice(middle)].filter((part) => part !== '')
  return `<w:p w:rsidR="00A1" w:rsidRDefault="00A1"><w:pPr>${properties}</w:pPr>${runs
    .map((part) => run(part, bold))
    .join('<w:proofErr w:type="spellStart"/>')}</w:p>`
}

export function run(text: string, bold = false): string {
  const properties = `<w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}<w:rFonts w:cs="B Nazanin"/><w:rtl/></w:rPr>`
  const parts = text.split(/([\n\t])/).map((part) => {
    if (part === '\n') return '<w:br/>'
    if (part === '\t') return '<w:tab/>'
    return `<w:t xml:space="preserve">${escaped(part)}</w:t>`
  })
  return `<w:r>${properties}${parts.join('')}</w:r>`
}

export function table(rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `<w:tr>${cells
      .map(
        (cell) =>
          `<w:tc><w:tcPr/>${cell
            .split('\n')
            .map((line) => paragraph(line))
            .join('')}</w:tc>`,
      )
      .join('')}</w:tr>`
  return `<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr>${rows.map(row).join('')}</w:tbl>`
}

/** The words as they were before and after, with the correction still to be seen. */
export function tracked(before: string, deleted: string, inserted: string, after: string): string {
  const mark = 'w:id="9" w:author="x" w:date="2026-01-01T00:00:00Z"'
  return `<w:p>${run(before)}<w:del ${mark}><w:r><w:delText xml:space="preserve">${escaped(deleted)}</w:delText></w:r></w:del><w:ins ${mark}>${run(inserted)}</w:ins>${run(after)}</w:p>`
}

export function withFootnote(text: string, id: number): string {
  return `<w:p>${run(text)}<w:r><w:footnoteReference w:id="${String(id)}"/></w:r></w:p>`
}

export function textBox(text: string): string {
  const content = `<w:txbxContent>${paragraph(text)}</w:txbxContent>`
  return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
}

export function formula(): string {
  return '<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>'
}

/** The whole file. */
export function wordFile(parts: WordParts): Buffer {
  const { headers = [], footers = [], footnotes = [], comments = 0, lists = [] } = parts
  const extra = [
    ...headers.map((text, at) => beside('header', at + 1, 'hdr', text)),
    ...footers.map((text, at) => beside('footer', at + 1, 'ftr', text)),
  ]
  const related = [
    ['styles', 'styles.xml'],
    ...(lists.length > 0 ? [['numbering', 'numbering.xml']] : []),
    ...(footnotes.length > 0 ? [['footnotes', 'footnotes.xml']] : []),
    ...(comments > 0 ? [['comments', 'comments.xml']] : []),
    ...extra.map(({ kind, file }) => [kind, file]),
  ]
  const xml = (content: string) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`
  const entry = (name: string, content: string) => ({ name, bytes: xml(content) })
  return zipByHand([
    entry(
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>${related
        .map(
          ([kind = '', file = '']) =>
            `<Override PartName="/word/${file}" ContentType="${TYPE}.${kind}+xml"/>`,
        )
        .join('')}</Types>`,
    ),
    entry(
      '_rels/.rels',
      `<Relationships xmlns="${REL}"><Relationship Id="rId1" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    entry(
      'word/document.xml',
      `<w:document ${NAMESPACES}><w:body>${parts.body.join('')}<w:sectPr/></w:body></w:document>`,
    ),
    entry(
      'word/_rels/document.xml.rels',
      `<Relationships xmlns="${REL}">${related
        .map(
          ([kind = '', file = ''], at) =>
            `<Relationship Id="rId${String(at + 1)}" Type="${R}/${kind}" Target="${file}"/>`,
        )
        .join('')}</Relationships>`,
    ),
    entry(
      'word/styles.xml',
      `<w:styles xmlns:w="${W}">${style('Normal', 'Normal')}${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('TOC1', 'toc 1')}${parts.styles ?? ''}</w:styles>`,
    ),
    ...(lists.length > 0 ? [entry('word/numbering.xml', numbering(lists))] : []),
    ...(footnotes.length > 0
      ? [
          entry(
            'word/footnotes.xml',
            `<w:footnotes xmlns:w="${W}">${footnotes
              .map(
                (text, at) =>
                  `<w:footnote w:id="${String(at + 1)}">${paragraph(text)}</w:footnote>`,
              )
              .join('')}</w:footnotes>`,
          ),
        ]
      : []),
    ...(comments > 0
      ? [
          entry(
            'word/comments.xml',
            `<w:comments xmlns:w="${W}">${Array.from({ length: comments }, (_, at) => `<w:comment w:id="${String(at)}" w:author="x">${paragraph('یادداشت')}</w:comment>`).join('')}</w:comments>`,
          ),
        ]
      : []),
    ...extra.map(({ file, content }) => entry(`word/${file}`, content)),
  ])
}

export function style(id: string, name: string, properties = ''): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${properties}</w:style>`
}

function beside(kind: string, n: number, root: string, text: string) {
  return {
    kind,
    file: `${kind}${String(n)}.xml`,
    content: `<w:${root} xmlns:w="${W}">${paragraph(text)}</w:${root}>`,
  }
}

function numbering(lists: readonly WordList[]): string {
  const abstracts = lists
    .filter(({ like }) => like === undefined)
    .map(
      ({ id, levels }) =>
        `<w:abstractNum w:abstractNumId="${String(id)}">${levels
          .map(
            ({ format, text }, at) =>
              `<w:lvl w:ilvl="${String(at)}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
          )
          .join('')}</w:abstractNum>`,
    )
  const instances = lists.map(
    ({ id, like = id, startsAt }) =>
      `<w:num w:numId="${String(id)}"><w:abstractNumId w:val="${String(like)}"/>${
        startsAt === undefined
          ? ''
          : `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${String(startsAt)}"/></w:lvlOverride>`
      }</w:num>`,
  )
  return `<w:numbering xmlns:w="${W}">${abstracts.join('')}${instances.join('')}</w:numbering>`
}
