import type { Disposition } from '../../../domain/comment'
import { rowsOf, UID, type Row, type Strapi } from '../strapi-types'
import { toTextOrNull } from './row-values'

/** Words to begin a response with. */
export interface ResponseTemplate {
  readonly title: string
  readonly text: string
  readonly disposition: Disposition | null
  /** `null` is one for every body. */
  readonly bodyId: string | null
}

export async function listResponseTemplates(strapi: Strapi): Promise<ResponseTemplate[]> {
  const rows = await rowsOf(strapi, UID.responseTemplate).findMany({
    populate: { body: true },
    orderBy: { title: 'asc' },
  })
  return rows.map((row) => ({
    title: String(row.title),
    text: String(row.text),
    disposition: toTextOrNull(row.disposition) as Disposition | null,
    bodyId: row.body === null ? null : String((row.body as Row).documentId),
  }))
}
