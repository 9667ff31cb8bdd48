import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { toNumber } from './row-values'

/** A translation of one exposure; a corrected one is a further version beside the first. */
export interface TranslationRecord {
  readonly documentId: string
  readonly exposureN: number
  readonly locale: string
  readonly version: number
  readonly content: string
  readonly summary: string
  readonly textHash: string
  readonly recordedAt: number
}

export async function insertTranslation(
  { knex }: Db,
  translation: TranslationRecord,
  actor: Actor,
): Promise<void> {
  await knex(TABLES.translations).insert({
    document_id: translation.documentId,
    exposure_n: translation.exposureN,
    locale: translation.locale,
    version: translation.version,
    content: translation.content,
    summary: translation.summary,
    text_hash: translation.textHash,
    recorded_at: translation.recordedAt,
    actor: JSON.stringify(actor),
  })
}

/** The latest version of each language in which an exposure can be read. */
export async function findTranslations(
  { knex }: Db,
  documentId: string,
  exposureN: number,
): Promise<ReadonlyMap<string, TranslationRecord>> {
  const rows: Row[] = await knex(TABLES.translations)
    .where({ document_id: documentId, exposure_n: exposureN })
    .orderBy('version')
  return new Map(
    rows.map((row) => [
      String(row.locale),
      {
        documentId,
        exposureN,
        locale: String(row.locale),
        version: toNumber(row.version),
        content: String(row.content),
        summary: String(row.summary),
        textHash: String(row.text_hash),
        recordedAt: toNumber(row.recorded_at),
      },
    ]),
  )
}
