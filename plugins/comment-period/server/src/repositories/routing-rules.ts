import type { Channel, CommentType } from '../../../domain/comment'
import type { RoutingRule } from '../../../domain/routing'
import { rowsOf, UID, type Row, type Strapi } from '../strapi-types'

export async function loadRoutingRules(strapi: Strapi, bodyId: string): Promise<RoutingRule[]> {
  const rows = await rowsOf(strapi, UID.routingRule).findMany({
    where: { body: { documentId: bodyId } },
    populate: { kind: true, unit: true },
  })
  return rows.flatMap((row) => {
    const unit = row.unit as Row | null
    const kind = row.kind as Row | null
    if (unit === null) return []
    return [
      {
        priority: Number(row.priority),
        kindId: kind === null ? null : String(kind.documentId),
        channel: (row.channel ?? null) as Channel | null,
        type: (row.type ?? null) as CommentType | null,
        unitKey: String(unit.key),
        dueDays: row.dueDays === null || row.dueDays === undefined ? null : Number(row.dueDays),
      },
    ]
  })
}
