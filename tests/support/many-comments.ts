import { randomUUID } from 'node:crypto'
import type { TestApp } from './app'
import { commentRow, T } from './ledger-rows'

const IN_ONE_INSERT = 50

/**
 * Puts comments into an open docket, past the services: as the guards let them, and sooner than they
 * could be filed.
 *
 * @param columnsOf - what a comment has otherwise than the rest, by its place among these, from 1
 */
export async function insertComments(
  app: TestApp,
  draftDocumentId: string,
  count: number,
  columnsOf: (place: number) => Readonly<Record<string, unknown>>,
): Promise<void> {
  for (let from = 1; from <= count; from += IN_ONE_INSERT) {
    const row = await commentRow(app, draftDocumentId)
    const rows = Array.from({ length: Math.min(IN_ONE_INSERT, count + 1 - from) }, (_, at) => ({
      ...row,
      document_id: randomUUID().replaceAll('-', '').slice(0, 24),
      seq: row.seq + at,
      public_id: randomUUID(),
      code_hmac: randomUUID(),
      key_hmac: randomUUID(),
      ...columnsOf(from + at),
    }))
    await app.knex(T('public_comments')).insert(rows)
  }
}
