/** Indexes of the cell formats in {@link workbookStyles}. */
export const STYLES = {
  plain: 0,
  heading: 1,
  text: 2,
  number: 3,
  code: 4,
  title: 5,
  letterhead: 6,
  factName: 7,
  /** A text that runs against the document. */
  opposed: 8,
} as const

/** Tahoma is on every Windows and has the letters of Persian and of Kurdish. */
const FACE = '<name val="Tahoma"/><family val="2"/>'
const TOP = 'vertical="top" wrapText="1"'
/** Left to right and right to left (18.8.1). 0, by the first letter, is not known to LibreOffice. */
const ORDERS = { ltr: 'readingOrder="1"', rtl: 'readingOrder="2"' } as const
/** Number format 49 is text: what is typed over such a cell stays text too. */
const TEXT_FORMAT = 49

/** The formats of cells (ECMA-376 Part 1, 18.8.39). */
export function workbookStyles(direction: 'rtl' | 'ltr'): string {
  const along = ORDERS[direction]
  const against = ORDERS[direction === 'rtl' ? 'ltr' : 'rtl']
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<fonts count="4">',
    `<font><sz val="10"/>${FACE}</font>`,
    `<font><b/><sz val="10"/>${FACE}</font>`,
    `<font><b/><sz val="14"/>${FACE}</font>`,
    `<font><sz val="10"/><color rgb="FF4B5760"/>${FACE}</font>`,
    '</fonts>',
    '<fills count="3">',
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6F1F3"/><bgColor indexed="64"/></patternFill></fill>',
    '</fills>',
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${['left', 'right', 'top', 'bottom'].map(thinEdge).join('')}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    '<cellXfs count="9">',
    format({ alignment: TOP }),
    format({ font: 1, fill: 2, border: 1, alignment: `vertical="center" wrapText="1" ${along}` }),
    format({ numbers: TEXT_FORMAT, border: 1, alignment: `${TOP} ${along}` }),
    format({ border: 1, alignment: 'vertical="top"' }),
    format({
      numbers: TEXT_FORMAT,
      border: 1,
      alignment: `${TOP} horizontal="left" ${ORDERS.ltr}`,
    }),
    format({ numbers: TEXT_FORMAT, font: 2, alignment: `vertical="center" ${along}` }),
    format({ numbers: TEXT_FORMAT, font: 3, alignment: `vertical="center" ${along}` }),
    format({ numbers: TEXT_FORMAT, font: 1, border: 1, alignment: `${TOP} ${along}` }),
    format({ numbers: TEXT_FORMAT, border: 1, alignment: `${TOP} ${against}` }),
    '</cellXfs>',
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}

function thinEdge(edge: string): string {
  return `<${edge} style="thin"><color rgb="FFC3CCD2"/></${edge}>`
}

function format({
  numbers = 0,
  font = 0,
  fill = 0,
  border = 0,
  alignment,
}: {
  numbers?: number
  font?: number
  fill?: number
  border?: number
  alignment: string
}): string {
  return `<xf numFmtId="${numbers}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignment}/></xf>`
}
