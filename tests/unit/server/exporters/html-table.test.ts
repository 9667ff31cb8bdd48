import { describe, expect, test } from '@jest/globals'
import { parseDocument } from 'htmlparser2'
import { createHash } from 'node:crypto'
import { writeHtmlTable } from '../../../../plugins/comment-period/server/src/exporters/html-table'
import type {
  Table,
  TableDocument,
} from '../../../../plugins/comment-period/server/src/exporters/table-document'
import {
  asPrinted,
  FORMULA_CORPUS,
  HARD_TEXTS,
  HARMLESS_CORPUS,
  QUOTED_CORPUS,
  UNHOLDABLE_TEXTS,
} from '../../../support/formula-corpus'
import {
  bytesOf,
  code,
  corpusRows,
  documentOf,
  number,
  tableOf,
  text,
} from '../../../support/table-documents'

const COLUMNS = [text('بند'), code('شناسه'), text('نظر')]

interface Node {
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
}

async function written(tables: readonly Table[], other: Partial<TableDocument> = {}) {
  const bytes = await bytesOf((output, signal) =>
    writeHtmlTable(documentOf(tables, other), output, signal),
  )
  return bytes.toString()
}

async function pageOf(...given: Parameters<typeof written>): Promise<Node> {
  return parseDocument(await written(...given)) as unknown as Node
}

function all(node: Node, name: string): Node[] {
  const below = (node.children ?? []).flatMap((child) => all(child, name))
  return node.name === name ? [node, ...below] : below
}

function contentOf(node: Node): string {
  if (node.type === 'text') return node.data ?? ''
  return (node.children ?? []).map(contentOf).join('')
}

function rowsOf(page: Node): string[][] {
  return all(page, 'tr').map((row) => [...all(row, 'th'), ...all(row, 'td')].map(contentOf))
}

describe('a table as a page of HTML', () => {
  test('gives every text back in every column, and nothing of it is markup', async () => {
    const corpus = [
      ...FORMULA_CORPUS,
      ...QUOTED_CORPUS,
      ...HARD_TEXTS,
      ...HARMLESS_CORPUS,
      ...UNHOLDABLE_TEXTS,
    ]
    const rows = corpusRows(corpus, 3)
    const page = await pageOf([tableOf('نظرها', COLUMNS, rows)])
    expect(rowsOf(page)).toEqual([
      ['بند', 'شناسه', 'نظر'],
      ...rows.map((row) => row.map(asPrinted)),
    ])
    for (const name of ['script', 'img', 'b', 'link', 'iframe', 'svg']) {
      expect(all(page, name)).toEqual([])
    }
  })

  test('escapes also title, letterhead, facts, headings, names and its language', async () => {
    const hostile = '"><script>alert(1)</script></style>'
    const page = await pageOf([tableOf(hostile, [text(hostile)], [])], {
      title: hostile,
      language: hostile,
      letterhead: [hostile],
      facts: [[hostile, hostile]],
    })
    expect(all(page, 'script')).toEqual([])
    expect(all(page, 'style')).toHaveLength(1)
    for (const name of ['title', 'h1', 'dt', 'dd', 'th', 'caption']) {
      expect(all(page, name).map(contentOf)).toEqual([hostile])
    }
  })

  test('allows the one style in it, and nothing else', async () => {
    const page = await pageOf([tableOf('نظرها', COLUMNS, [])])
    const style = contentOf(all(page, 'style')[0]!)
    const hash = createHash('sha256').update(style).digest('base64')
    const [policy] = all(page, 'meta').filter(
      ({ attribs }) => attribs?.['http-equiv'] === 'Content-Security-Policy',
    )
    expect(policy!.attribs!.content).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    )
    expect(await written([tableOf('نظرها', COLUMNS, [])])).not.toMatch(
      /url\(|@import|\ssrc=|\shref=|\sstyle=|\son\w+=/i,
    )
  })

  test('cannot be led out of its style by the words of the page’s number', async () => {
    const { words } = documentOf([])
    const page: readonly [string, string, string] = ['"}</style><script>', '\\', '\n*/']
    const parsed = await pageOf([tableOf('ن', COLUMNS, [])], { words: { ...words, page } })
    expect(all(parsed, 'script')).toEqual([])
    expect(contentOf(all(parsed, 'style')[0]!)).not.toContain('<')
  })

  test('says its language and direction, and leaves each text its own', async () => {
    const page = await pageOf([tableOf('نظرها', COLUMNS, [['ماده', 'A-1', 'English']])])
    expect(all(page, 'html')[0]!.attribs).toEqual({ lang: 'fa', dir: 'rtl' })
    const bdis = all(all(page, 'tbody')[0]!, 'bdi').map(({ attribs }) => attribs)
    expect(bdis).toEqual([{ dir: 'auto' }, { dir: 'ltr' }, { dir: 'auto' }])
  })

  test('says of a table without rows that it has none', async () => {
    const page = await pageOf([tableOf('نظرها', COLUMNS, [])])
    expect(rowsOf(page)).toEqual([['بند', 'شناسه', 'نظر']])
    expect(all(page, 'p').map(contentOf)).toContain('این جدول ردیفی ندارد.')
  })

  test('writes numbers in the digits of its language', async () => {
    const page = await pageOf([tableOf('ن', [number('ردیف')], [[12], [null]])])
    expect(rowsOf(page)).toEqual([['ردیف'], ['۱۲'], ['']])
  })
})
