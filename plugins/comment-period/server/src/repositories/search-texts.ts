import type { Knex } from 'knex'
import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'

/** The text that `q` of the public list is looked up in. */
export async function saveSearchText(
  { knex }: Db,
  row: { documentId: string; locale: string; searchText: string },
): Promise<void> {
  await knex(TABLES.searchTexts)
    .insert({ document_id: row.documentId, locale: row.locale, search_text: row.searchText })
    .onConflict(['document_id', 'locale'])
    .merge(['search_text'])
}

/** Letters of the shortest term that the index knows. */
const INDEXED_LETTERS = 3

/** Whether the index can narrow a search by any of the terms. */
export function isIndexed(terms: readonly string[]): boolean {
  return terms.some(isLong)
}

function isLong(term: string): boolean {
  return Array.from(term).length >= INDEXED_LETTERS
}

/**
 * Documents with a text that has every term. The index narrows, and the texts themselves decide: a
 * text may have all triples of letters of a term, and not the term.
 *
 * @param terms in search form, at least one of them known to the index
 */
export function documentsWith({ knex, client }: Db, terms: readonly string[]): Knex.QueryBuilder {
  const long = terms.filter(isLong)
  const texts = knex({ t: TABLES.searchTexts }).select('t.document_id')
  if (client === 'sqlite') {
    // Without positions a phrase cannot be asked for: each triple by itself, in quotes.
    const triples = long.flatMap(triplesOf).map((triple) => `"${triple.replaceAll('"', '""')}"`)
    texts.whereIn(
      't.id',
      knex(TABLES.searchIndex)
        .select('rowid')
        .whereRaw(`${TABLES.searchIndex} MATCH ?`, [triples.join(' ')]),
    )
  } else {
    texts.whereRaw('comment_period_trigrams(t.search_text) @> ?::text[]', [long.flatMap(triplesOf)])
  }
  return withEvery(texts, terms)
}

/** Of these documents, those with a text that has every term. */
export async function findDocumentsWith(
  { knex }: Db,
  documentIds: readonly string[],
  terms: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows: { document_id: string }[] = await withEvery(
    knex({ t: TABLES.searchTexts })
      .select('t.document_id')
      .whereIn('t.document_id', [...documentIds]),
    terms,
  )
  return new Set(rows.map((row) => row.document_id))
}

function withEvery<Q extends Knex.QueryBuilder>(texts: Q, terms: readonly string[]): Q {
  for (const term of terms) texts.whereRaw("t.search_text LIKE ? ESCAPE '!'", [like(term)])
  return texts
}

function like(term: string): string {
  return `%${term.replace(/[!%_]/g, (character) => `!${character}`)}%`
}

function triplesOf(term: string): string[] {
  const letters = Array.from(term)
  return letters
    .slice(0, letters.length - INDEXED_LETTERS + 1)
    .map((_letter, at) => letters.slice(at, at + INDEXED_LETTERS).join(''))
}
