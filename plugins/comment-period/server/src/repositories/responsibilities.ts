import type { Responsibility } from '../../../domain/responsibilities'
import { rowsOf, UID, type Row, type Strapi } from '../strapi-types'
import { toTextOrNull } from './row-values'

/** A body's matrix of who collects, summarises, responds and is reported to, units by their names. */
export async function listResponsibilities(
  strapi: Strapi,
  bodyId: string,
): Promise<Responsibility[]> {
  const rows = await rowsOf(strapi, UID.responsibility).findMany({
    where: { body: { documentId: bodyId } },
    populate: { collectedBy: true, summarisedBy: true, respondedBy: true },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({
    channel: toTextOrNull(row.channel),
    type: toTextOrNull(row.type),
    collectedBy: unitName(row.collectedBy),
    summarisedBy: unitName(row.summarisedBy),
    respondedBy: unitName(row.respondedBy),
    reportedTo: toTextOrNull(row.reportedTo),
  }))
}

function unitName(unit: unknown): string | null {
  return unit === null || unit === undefined ? null : toTextOrNull((unit as Row).name)
}
