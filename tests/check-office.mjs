/**
 * `npm run check:office`: writes a workbook and a text of Word, has LibreOffice open and convert
 * them, and compares every cell that comes back with the rows. Given a folder, it leaves all files
 * there to be looked at: `npm run check:office -- .pictures/office`.
 */
import { DOMParser } from '@xmldom/xmldom'
import { parse } from 'csv-parse/sync'
import { build } from 'esbuild'
import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')
const EXPORTERS = path.join(ROOT, 'plugins/comment-period/server/src/exporters')
/** Comma, quotation mark, UTF-8, texts in quotation marks, values and not formulas, every sheet. */
const CSV_FILTER = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1'
const COLUMNS = ['ردیف', 'بند', 'شناسه', 'متن نظر', 'پیشنهاددهنده', 'نتیجه', 'دلیل']

const office = officeVersion()
if (office === undefined) {
  console.log('LibreOffice is not installed: nothing was checked.')
  process.exit(0)
}
console.log(`Checking with ${office}.`)

const kept = process.argv[2]
const folder = kept ?? (await mkdtemp(path.join(tmpdir(), 'check-office-')))
if (kept !== undefined) await mkdir(kept, { recursive: true })
let faults = 0
try {
  const made = await bundled()
  const rows = rowsOf(made)
  await write('table.xlsx', (output, signal) =>
    made.writeXlsxWorkbook(documentOf(made, rows), output, signal, { folder }),
  )
  await write('table.docx', (output, signal) =>
    made.writeWordTable(documentOf(made, rows), output, signal),
  )
  await write('table.html', (output, signal) =>
    made.writeHtmlTable(documentOf(made, rows), output, signal),
  )
  compare('XLSX', await cellsOfWorkbook(), rows, (value) => String(value ?? ''))
  compare('DOCX', await cellsOfText(), rows, (value) => printed(made, value))
  convert('table.docx', 'pdf')
  const pdf = await readFile(path.join(folder, 'table.pdf'))
  if (pdf.toString('latin1', 0, 5) !== '%PDF-') faulty('The text of Word could not be printed.')
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true })
}
console.log(faults === 0 ? 'Every cell came back as it was written.' : `${faults} faults.`)
process.exit(faults === 0 ? 0 : 1)

function officeVersion() {
  try {
    return execFileSync('soffice', ['--version'], { encoding: 'utf8' }).trim()
  } catch (cause) {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  }
}

/** The writers as the plugin's bundle has them: it does not give them out. */
async function bundled() {
  const file = path.join(folder, 'exporters.cjs')
  const from = (name) => `export * from ${JSON.stringify(path.join(EXPORTERS, name))}`
  const corpus = path.join(ROOT, 'tests/support/formula-corpus')
  await build({
    stdin: {
      contents: [
        ...['xlsx-workbook', 'word-table', 'html-table', 'words'].map(from),
        `export * from ${JSON.stringify(corpus)}`,
      ].join('\n'),
      resolveDir: ROOT,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: file,
    logLevel: 'error',
  })
  return createRequire(import.meta.url)(file)
}

function rowsOf({ FORMULA_CORPUS, HARMLESS_CORPUS, QUOTED_CORPUS, HARD_TEXTS }) {
  const opinion =
    'به نظر این‌جانب ماده ۵ پیش‌نویس با اصل یکصد و سی و هشتم قانون اساسی سازگار نیست و باید پیش از تصویب بازنگری شود؛ زیرا تکلیف مالی تازه‌ای بر دوش اشخاص می‌گذارد که در قانون مادر پیش‌بینی نشده است.'
  const texts = [
    opinion,
    'پیشنهاد می‌شود عبارت «ظرف سی روز» به «ظرف ۴۵ روز کاری» تغییر کند.\nدلیل:\n- زمان کافی نیست؛\n- استعلام از سامانه (API نسخه 2.1) زمان‌بر است.',
    'نشانی سامانه https://example.ir/regulations?id=12&lang=fa است و رایانامه info@example.ir.',
    'The draft should refer to ISO 8601 (2019) and not to local formats.',
    'کوردی: پێشنیار دەکرێت ماددەی ٥ هەموار بکرێتەوە.',
    `${opinion} `.repeat(6).trim(),
    ...[...FORMULA_CORPUS, ...QUOTED_CORPUS, ...HARD_TEXTS, ...HARMLESS_CORPUS].filter(isOrdinary),
  ]
  return texts.map((text, index) => [
    index + 1,
    index % 3 === 0 ? 'ماده ۵، بند ب، تبصره ۲' : 'ماده ۱۲',
    `CP-1405-0017/${index + 1}`,
    text,
    index % 2 === 0 ? 'اتاق بازرگانی، صنایع، معادن و کشاورزی' : null,
    index % 2 === 0 ? 'پذیرفته شد' : 'پذیرفته نشد',
    index % 5 === 0 ? 'با اصلاح عبارت پذیرفته شد.' : 'حکم پیشنهادی در ماده ۷ قانون آمده است.',
  ])
}

/** What LibreOffice keeps in both kinds of files; the rest has tests of its own. */
function isOrdinary(text) {
  // eslint-disable-next-line no-control-regex -- these are what is meant
  return !/[\0-\x08\v\f\r\x0e-\x1f\x7f\x85\u2028\u2029\ufeff]/.test(text)
}

function documentOf({ tableWordsOf }, rows) {
  const kinds = ['number', 'text', 'code', 'text', 'text', 'text', 'text']
  const widths = [6, 16, 18, 60, 20, 14, 30]
  return {
    title: 'جدول بررسی نظرهای رسیده درباره پیش‌نویس آیین‌نامه اجرایی ماده ۱۷ قانون نمونه',
    language: 'fa',
    direction: 'rtl',
    letterhead: ['جمهوری اسلامی ایران', 'وزارت نمونه', 'معاونت حقوقی و امور مجلس'],
    facts: [
      ['شماره پرونده', 'CP-1405-0017'],
      ['زمان تهیه', '۸ آذر ۱۴۰۵، ساعت ۱۳:۳۰'],
      ['زمان تهیه (UTC)', '2026-11-29T10:00:00.000Z'],
      ['دربرگیرنده', 'همه نظرهای رسیده در دوره عمومی، با نظرهای منتشرنشده'],
      ['نمایه', 'برای دادگاه'],
    ],
    words: tableWordsOf('fa'),
    tables: [
      {
        name: 'نظرها',
        columns: COLUMNS.map((heading, at) => ({ heading, kind: kinds[at], width: widths[at] })),
        rows: given(rows),
      },
    ],
  }
}

async function* given(rows) {
  yield* rows
}

async function write(name, writer) {
  await writer(createWriteStream(path.join(folder, name)), AbortSignal.timeout(60_000))
}

function convert(name, to) {
  const home = `-env:UserInstallation=file://${path.resolve(folder, 'office-profile')}`
  const where = ['--outdir', folder, path.join(folder, name)]
  execFileSync('soffice', [home, '--headless', '--convert-to', to, ...where], { stdio: 'pipe' })
}

async function cellsOfWorkbook() {
  convert('table.xlsx', CSV_FILTER)
  return parse(await readFile(path.join(folder, 'table-نظرها.csv')), { bom: true })
}

/** By way of the office's own format in one file of XML, which has every space and break. */
async function cellsOfText() {
  convert('table.docx', 'fodt')
  const xml = await readFile(path.join(folder, 'table.fodt'), 'utf8')
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  const tables = Array.from(document.getElementsByTagName('table:table'))
  return Array.from(tables.at(-1).getElementsByTagName('table:table-row')).map((row) =>
    Array.from(row.getElementsByTagName('table:table-cell')).map((cell) =>
      Array.from(cell.getElementsByTagName('text:p')).map(textOf).join('\n'),
    ),
  )
}

function textOf(node) {
  if (node.nodeType === 3) return node.data
  if (node.nodeName === 'text:line-break') return '\n'
  if (node.nodeName === 'text:tab') return '\t'
  if (node.nodeName === 'text:s') return ' '.repeat(Number(node.getAttribute('text:c') || 1))
  return Array.from(node.childNodes).map(textOf).join('')
}

function printed({ tableWordsOf }, value) {
  return typeof value === 'number' ? tableWordsOf('fa').number(value) : (value ?? '')
}

function compare(kind, read, rows, expected) {
  const wanted = [COLUMNS, ...rows.map((row) => row.map(expected))]
  if (read.length !== wanted.length) faulty(`${kind}: ${read.length} rows, not ${wanted.length}`)
  for (const [row, cells] of wanted.entries()) {
    for (const [column, cell] of cells.entries()) {
      const came = read[row]?.[column]
      if (came === cell) continue
      faulty(`${kind} row ${row}: ${JSON.stringify(cell)} came back as ${JSON.stringify(came)}`)
    }
  }
}

function faulty(what) {
  faults += 1
  console.error(what)
}
