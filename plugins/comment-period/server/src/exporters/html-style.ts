import { columnShares } from './printed-text'
import type { TableDocument } from './table-document'

/** Digits of the number of the page; `counter()` knows these by name. */
const DIGITS: ReadonlyMap<string, string> = new Map([
  ['fa', 'persian'],
  ['ckb', 'arabic-indic'],
])

const STYLE = `
:root{--ink:#1c2329;--soft:#4b5760;--line:#9aa7af;--tint:#e6f1f3;color-scheme:light}
*,*::before,*::after{box-sizing:border-box}
body{margin:0 auto;max-inline-size:90rem;padding:1rem;background:#fff;color:var(--ink);font-family:Vazirmatn,'B Nazanin',Tahoma,'Segoe UI',system-ui,sans-serif;font-size:.9375rem;line-height:1.8}
.letterhead{margin:0;text-align:center;color:var(--soft)}
h1{font-size:1.4rem;line-height:1.5;text-align:center;margin-block:.6em 1em;text-wrap:balance}
.facts{margin-block:0 1.5rem;border-block-start:1px solid var(--line)}
.fact{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;padding-block:.25rem;border-block-end:1px solid var(--line)}
dt{font-weight:700}
dd{margin:0}
.wide{overflow-x:auto}
table{border-collapse:collapse;table-layout:fixed;inline-size:100%;margin-block-end:1.5rem}
caption{caption-side:top;text-align:start;font-weight:700;font-size:1.1rem;padding-block:.5rem}
th,td{border:1px solid var(--line);padding:.3rem .5rem;vertical-align:top;text-align:start;overflow-wrap:anywhere}
th{background:var(--tint);vertical-align:middle;text-align:center;overflow-wrap:break-word}
td.number{text-align:center}
bdi{white-space:pre-wrap}
td.text bdi{display:block;unicode-bidi:plaintext}
td.code bdi{display:block;text-align:start;font-family:ui-monospace,'Cascadia Mono',Consolas,monospace;font-size:.85em}
@page{size:A4 landscape;margin:12mm 12mm 16mm}
@media print{
body{max-inline-size:none;padding:0;font-size:9pt;line-height:1.6;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.wide{overflow:visible}
h1{font-size:14pt}
thead{display:table-header-group}
tr,.fact{break-inside:avoid}
caption,h1{break-after:avoid}
}
`

/** The whole style of a page: what is the same for all, the widths of columns, the page's number. */
export function htmlStyle({ language, words, tables }: TableDocument): string {
  const digits = DIGITS.get(language.split('-', 1)[0] ?? '') ?? 'decimal'
  const [before, between, after] = words.page.map(cssString)
  const page = `${before} counter(page,${digits}) ${between} counter(pages,${digits}) ${after}`
  const widths = tables.flatMap(({ columns }, table) =>
    columnShares(columns).map(
      (share, column) =>
        `.table-${table + 1} col:nth-child(${column + 1}){inline-size:${(share * 100).toFixed(2)}%}`,
    ),
  )
  const least = tables.map(
    ({ columns }, table) =>
      `@media screen{.table-${table + 1}{min-inline-size:${Math.min(columns.length * 7, 80)}rem}}`,
  )
  return [
    STYLE,
    `@page{@bottom-center{content:${page};font:9pt Vazirmatn,'B Nazanin',Tahoma,sans-serif}}`,
    ...widths,
    ...least,
    '',
  ].join('\n')
}

/** All but letters and digits by their code: nothing can end the string or the style. */
function cssString(text: string): string {
  const escaped = text.replace(
    /[^\p{L}\p{N}]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  )
  return `"${escaped}"`
}
