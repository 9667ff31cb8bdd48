import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { linkRow } from './record-links'
import { toNumber } from './row-values'
import { assertStored } from './stored-rows'

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
  db: Db,
  translation: TranslationRecord,
  actor: Actor,
): Promise<void> {
  const row = {
    document_id: translation.documentId,
    exposure_n: translation.exposureN,
    locale: translation.locale,
    version: translation.version,
    content: translation.content,
    summary: translation.summary,
    text_hash: translation.textHash,
    recorded_at: translation.recordedAt,
    actor: JSON.stringify(actor),
  }
  assertStored(await db.knex(TABLES.translations).insert(row).returning('id'))
  const subject = translationSubject(translation)
  const linked = { kind: 'translation', subject, columns: row } as const
  await linkRow(db, row.document_id, linked, row.recorded_at)
}

export function translationSubject({
  exposureN,
  locale,
  version,
}: Pick<TranslationRecord, 'exposureN' | 'locale' | 'version'>): string {
  return `${String(exposureN)}/${locale}/${String(version)}`
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
