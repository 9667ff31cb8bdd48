import { toTextOrNull } from './row-values'
import { rowsOf, UID, type Row, type Strapi } from '../strapi-types'

/** A unit of a body; a key is only unique within its body. */
export async function findUnit(
  strapi: Strapi,
  bodyId: string,
  key: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const where = { key, body: { documentId: bodyId } }
  const row = await rowsOf(strapi, UID.unit).findOne({ where })
  return row === null ? null : { id: String(row.documentId), name: String(row.name) }
}

export interface Unit {
  readonly id: string
  readonly key: string
  readonly name: string
  /** Where it is told of overdue responses. */
  readonly email: string | null
}

/** The units of several bodies, by body. */
export async function listUnits(
  strapi: Strapi,
  bodyIds: readonly string[],
): Promise<ReadonlyMap<string, Unit[]>> {
  const rows = await rowsOf(strapi, UID.unit).findMany({
    where: { body: { documentId: { $in: [...bodyIds] } } },
    populate: { body: true },
    orderBy: { key: 'asc' },
  })
  const units = new Map<string, Unit[]>(bodyIds.map((id) => [id, []]))
  for (const row of rows) {
    const { documentId } = row.body as Row
    units.get(String(documentId))?.push({
      id: String(row.documentId),
      key: String(row.key),
      name: String(row.name),
      email: toTextOrNull(row.email),
    })
  }
  return units
}
