import { rowsOf, UID, type Strapi } from '../strapi-types'

/** What a unit of a body is called; a key is only unique within its body. */
export async function findUnitName(
  strapi: Strapi,
  bodyId: string,
  key: string,
): Promise<string | null> {
  const where = { key, body: { documentId: bodyId } }
  const row = await rowsOf(strapi, UID.unit).findOne({ where })
  return row === null ? null : String(row.name)
}
