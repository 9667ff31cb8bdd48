import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  documentsWith,
  findDocumentsWith,
  isIndexed,
  saveSearchText,
} from '../../plugins/comment-period/server/src/repositories/search-texts'
import { chanceOf } from '../races/seeded-chance'
import { bootFresh, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import {
  aDraft,
  API,
  aRule,
  aSubject,
  docketOf,
  documents,
  publish,
} from '../support/docket-builders'

let app: TestApp
beforeAll(async () => {
  app = await bootFresh()
})
afterAll(() => app.stop())

const TEXTS = 'comment_period_search_texts'
const dbOf = ({ knex }: TestApp) => ({ knex, client: DATABASE })

/** Few letters, so that texts share most of their triples without sharing words. */
const LETTERS = ['ا', 'ب', 'ن', 'ه', 'ی', '1', '😀', 'ş'] as const

function generated(seed: string, count: number, longest: number): string[] {
  const chance = chanceOf(seed)
  return Array.from({ length: count }, () =>
    Array.from({ length: chance.whole(1, longest) }, () =>
      chance.whole(0, 30) === 0 ? '\n' : chance.pick(LETTERS),
    ).join(''),
  )
}

async function found(terms: readonly string[]): Promise<string[]> {
  const rows = (await documentsWith(dbOf(app), terms)) as { document_id: string }[]
  return rows.map((row) => row.document_id).sort()
}

describe('the index of the search texts', () => {
  const corpus = new Map<string, string>()
  const having = (terms: readonly string[]) =>
    [...corpus]
      .filter(([, text]) => terms.every((term) => text.includes(term)))
      .map(([id]) => id)
      .sort()

  async function save(documentId: string, searchText: string): Promise<void> {
    corpus.set(documentId, searchText)
    await saveSearchText(dbOf(app), { documentId, locale: 'fa', searchText })
  }

  const queries = generated('queries', 400, 7)
    .map((query) => query.split('\n').filter((term) => term !== ''))
    .filter(isIndexed)

  test('finds what a search through every text finds, and nothing else', async () => {
    for (const [n, text] of generated('texts', 300, 60).entries())
      await save(`generated-${String(n)}`, text)
    let hits = 0
    for (const terms of queries) {
      const expected = having(terms)
      expect({ terms, found: await found(terms) }).toEqual({ terms, found: expected })
      hits += expected.length
    }
    expect(queries.length).toBeGreaterThan(200)
    expect(hits).toBeGreaterThan(500)
  })

  test('follows what is written over and taken away', async () => {
    for (const [n, text] of generated('other texts', 100, 60).entries())
      await save(`generated-${String(n)}`, text)
    for (let n = 250; n < 300; n += 1) {
      corpus.delete(`generated-${String(n)}`)
      await app
        .knex(TEXTS)
        .where({ document_id: `generated-${String(n)}` })
        .delete()
    }
    for (const terms of queries) expect(await found(terms)).toEqual(having(terms))
  })

  test('knows no term of fewer than three letters, which are looked for text by text', async () => {
    const ids = [...corpus.keys()]
    for (const term of ['ا', 'اب', '😀', '1ن']) {
      expect(isIndexed([term])).toBe(false)
      const matches = await findDocumentsWith(dbOf(app), ids, [term])
      expect([...matches].sort()).toEqual(having([term]))
    }
    expect(isIndexed(['اب', 'ابن'])).toBe(true)
    expect(await found(['اب', 'ابن'])).toEqual(having(['اب', 'ابن']))
  })

  test.each([
    ['an operator', ['and', 'not', 'near']],
    ['quotes', ['"ab"c', `'or''`]],
    ['signs of a pattern', ['%%%', '___', 'a%b!']],
    ['signs of a query', ['a*b*', '(abc)', '-abc', '^abc', 'a:bc', 'a+bc']],
  ])('takes %s for what it is', async (_what, terms) => {
    for (const term of terms) {
      expect(await found([term])).toEqual([])
      await save('odd', `x${term}y`)
      expect(await found([term])).toEqual(['odd'])
      await app.knex(TEXTS).where({ document_id: 'odd' }).delete()
      corpus.delete('odd')
    }
  })
})

describe('a search of the list', () => {
  test('finds in any language, however it is spelt, and by words of two letters', async () => {
    const its = await aSubject(app)
    await aRule(app, its)
    const documentId = await aDraft(app, its, { title: 'آیین‌نامه حق دسترسی' })
    await publish(app, documentId)
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'en',
      data: { title: 'By-law on Access', clauses: [{ kind: 'article', text: 'Everyone.' }] },
    })
    await publish(app, documentId, 'en')
    const docket = await docketOf(app, documentId)
    const listed = async (q: string) => {
      const query = new URLSearchParams({ body: its.slug, q }).toString()
      const answer = await app.call('GET', `${API}/drafts?${query}`)
      expect(answer.status).toBe(200)
      return answer.body.items.map((item: { docket: string }) => item.docket) as string[]
    }
    for (const q of ['آيين نامه', 'حق', 'حق دسترسی', 'access', 'BY-LAW', 'on', 'دسترس'])
      expect({ q, found: await listed(q) }).toEqual({ q, found: [docket] })
    // Words of two languages are not in one text.
    for (const q of ['حقوق', 'access حق', 'کف', 'xyz'])
      expect({ q, found: await listed(q) }).toEqual({ q, found: [] })
  })

  test('of words too short for the index ends, and goes on from its cursor', async () => {
    const its = await aSubject(app)
    await aRule(app, its)
    const dockets: string[] = []
    for (const title of ['سند نخست', 'سند دوم با مح', 'سند سوم']) {
      const documentId = await aDraft(app, its, { title })
      await publish(app, documentId)
      dockets.push(await docketOf(app, documentId))
    }
    const answer = await app.call('GET', `${API}/drafts?body=${its.slug}&q=%D9%85%D8%AD&limit=1`)
    expect(answer.body.items.map((item: { docket: string }) => item.docket)).toEqual([dockets[1]])
    const next = await app.call(
      'GET',
      `${API}/drafts?body=${its.slug}&q=%D9%85%D8%AD&limit=1&cursor=${String(answer.body.nextCursor)}`,
    )
    expect(next.body).toEqual({ items: [], nextCursor: null })
  })
})
