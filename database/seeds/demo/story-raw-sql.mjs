import { createRequire } from 'node:module'
import { expect } from './http.mjs'
import * as say from './say.mjs'

const Database = createRequire(import.meta.url)('better-sqlite3')

/** What a guard's error begins with (`server/src/database/guards/render.ts`). */
const PREFIX = 'COMMENT_PERIOD:'

const ATTEMPTS = [
  {
    fa: 'ردیف ابلاغ با دست نوشته می‌شود:',
    en: 'The row of the issuance, written by hand:',
    code: 'PERIOD_NOT_OVER',
    shown: 'INSERT INTO comment_period_issuances (document_id, docket, …) SELECT …',
    statement: `
      INSERT INTO comment_period_issuances
        (document_id, docket, ordinal, at, basis_exposure_n, terminal_act, locale, content,
         summary, text_hash, reason, snapshot, actor)
      SELECT document_id, docket,
        1 + (SELECT max(ordinal) FROM (
          SELECT ordinal FROM comment_period_exposures WHERE document_id = @documentId
          UNION ALL SELECT ordinal FROM comment_period_events WHERE document_id = @documentId)),
        CAST(unixepoch('subsec') * 1000 AS INTEGER), n, terminal_act, locale, content,
        summary, text_hash, 'by hand', '{}', '{}'
      FROM comment_period_exposures WHERE document_id = @documentId ORDER BY n DESC LIMIT 1`,
  },
  {
    fa: 'پایان مهلت یک هفته پیش کشیده می‌شود:',
    en: 'The close, moved a week earlier:',
    code: 'RECORD_KEPT',
    shown: 'UPDATE comment_period_exposures SET closes_at = closes_at - 604800000 …',
    statement: `UPDATE comment_period_exposures SET closes_at = closes_at - 604800000
      WHERE document_id = @documentId`,
  },
  {
    fa: 'نظری ناخوشایند پاک می‌شود:',
    en: 'An unwelcome comment, deleted:',
    code: 'RECORD_KEPT',
    shown: 'DELETE FROM comment_period_public_comments WHERE … AND seq = 3',
    statement: `DELETE FROM comment_period_public_comments
      WHERE draft_document_id = @documentId AND seq = 3`,
  },
]

/** The same attempt, and two others, by someone who holds the database file. */
export function tellRawSql({ databaseFile }, { documentId }) {
  say.chapter('همان تلاش با SQL خام', 'The same attempt by raw SQL')
  say.tell(
    'کسی فایل پایگاه داده را مستقیم باز می‌کند.',
    'Someone opens the database file itself, outside of Strapi.',
  )
  say.fact('file', databaseFile)
  const database = new Database(databaseFile, { fileMustExist: true, timeout: 5_000 })
  try {
    const before = recordOf(database, documentId)
    for (const attempt of ATTEMPTS) tryAttempt(database, attempt, documentId)
    expect(recordOf(database, documentId) === before, 'Raw SQL changed the record')
    say.tell('سابقه دست‌نخورده است.', 'The record stands as it was.')
  } finally {
    database.close()
  }
}

function tryAttempt(database, { fa, en, code, shown, statement }, documentId) {
  say.tell(fa, en)
  say.sql(shown)
  let error = null
  try {
    database.prepare(statement).run({ documentId })
  } catch (thrown) {
    error = thrown
  }
  expect(error !== null, `The database let it happen: ${shown}`)
  expect(error.message === PREFIX + code, `expected ${PREFIX}${code}, got ${error.message}`)
  say.plain(`    ✗ ${error.code}: ${error.message}`)
}

function recordOf(database, documentId) {
  const all = (table, column) =>
    database.prepare(`SELECT * FROM ${table} WHERE ${column} = ? ORDER BY id`).all(documentId)
  return JSON.stringify([
    all('comment_period_exposures', 'document_id'),
    all('comment_period_issuances', 'document_id'),
    all('comment_period_public_comments', 'draft_document_id'),
  ])
}
