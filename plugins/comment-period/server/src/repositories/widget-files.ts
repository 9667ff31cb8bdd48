import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'
import { toText } from './row-values'

/** A file of a build of the widget. Binary content is in Base64, as the column holds text. */
export interface WidgetFileRow {
  readonly name: string
  readonly mime: string
  readonly content: string
  readonly sha256: string
}

/** Keeps files under names that no row has yet; a name that is there keeps its bytes for ever. */
export async function saveWidgetFiles(
  { knex }: Db,
  files: readonly WidgetFileRow[],
  recordedAt: number,
): Promise<void> {
  await knex(TABLES.widgetFiles)
    .insert(files.map((file) => ({ ...file, recorded_at: recordedAt })))
    .onConflict('name')
    .ignore()
}

export async function loadWidgetFile({ knex }: Db, name: string): Promise<WidgetFileRow | null> {
  const row: Record<string, unknown> | undefined = await knex(TABLES.widgetFiles)
    .select('name', 'mime', 'content', 'sha256')
    .where({ name })
    .first()
  if (row === undefined) return null
  return {
    name: toText(row.name),
    mime: toText(row.mime),
    content: toText(row.content),
    sha256: toText(row.sha256),
  }
}
