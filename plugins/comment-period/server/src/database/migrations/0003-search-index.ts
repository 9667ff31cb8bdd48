import type { Knex } from 'knex'
import { TABLES } from '../tables'

const TEXTS = TABLES.searchTexts
const INDEX = TABLES.searchIndex

/**
 * An index of every three letters of the search texts: a term is looked up wherever it stands in a
 * word, as Persian needs it, whose words are joined and prefixed in more than one way.
 */
export async function up(knex: Knex): Promise<void> {
  if (isSqlite(knex)) await indexOnSqlite(knex)
  else await indexOnPostgres(knex)
}

function isSqlite(knex: Knex): boolean {
  const { dialect } = knex.client as { dialect: string }
  return dialect === 'sqlite3'
}

/** The texts get a number that outlives a VACUUM, which a row id of theirs would not. */
async function indexOnSqlite(knex: Knex): Promise<void> {
  const before = `${TEXTS}_before`
  const statements = [
    `ALTER TABLE ${TEXTS} RENAME TO ${before}`,
    `CREATE TABLE ${TEXTS} (id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, locale TEXT NOT NULL, search_text TEXT NOT NULL, UNIQUE (document_id, locale))`,
    `INSERT INTO ${TEXTS} (document_id, locale, search_text) SELECT document_id, locale, search_text FROM ${before}`,
    `DROP TABLE ${before}`,
    `CREATE VIRTUAL TABLE ${INDEX} USING fts5(search_text, content='${TEXTS}', content_rowid='id', tokenize='trigram', detail='none')`,
    `INSERT INTO ${INDEX} (${INDEX}) VALUES ('rebuild')`,
    // The index keeps no text of its own, so that it must be told what it forgets.
    trigger('INSERT', inserted),
    trigger('DELETE', deleted),
    trigger('UPDATE', `${deleted} ${inserted}`),
  ]
  for (const statement of statements) await knex.raw(statement)
}

const inserted = `INSERT INTO ${INDEX} (rowid, search_text) VALUES (NEW.id, NEW.search_text);`
const deleted = `INSERT INTO ${INDEX} (${INDEX}, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);`

function trigger(event: string, body: string): string {
  return `CREATE TRIGGER ${INDEX}_${event.toLowerCase()} AFTER ${event} ON ${TEXTS} BEGIN ${body} END`
}

/**
 * `pg_trgm` is an extension, which the role of an app as a rule may not create, and it drops what
 * is no letter under the database's locale. An array of the same kind needs neither. Its cost is
 * told as it is: a planner that thinks it cheap takes whole texts apart instead of asking the index.
 */
async function indexOnPostgres(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION comment_period_trigrams(input text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
      SELECT coalesce(pg_catalog.array_agg(DISTINCT t.gram), '{}'::text[])
      FROM (
        SELECT s.letter || pg_catalog.lead(s.letter, 1) OVER w || pg_catalog.lead(s.letter, 2) OVER w AS gram
        FROM pg_catalog.string_to_table(input, NULL) WITH ORDINALITY AS s(letter, n)
        WINDOW w AS (ORDER BY s.n)
      ) AS t
      WHERE t.gram IS NOT NULL
    $$`)
  await knex.raw(
    `CREATE INDEX ${INDEX} ON ${TEXTS} USING gin (comment_period_trigrams(search_text))`,
  )
}

/** The record is never taken down by code. */
export function down(): Promise<void> {
  return Promise.reject(
    new Error('comment-period: the record is not removed by a migration; restore a backup'),
  )
}
