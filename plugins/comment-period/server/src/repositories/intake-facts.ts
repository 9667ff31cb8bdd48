import type { Channel, CommentType, ScreeningMode } from '../../../domain/comment'
import { routingWords, type RoutingRule } from '../../../domain/routing'
import { TABLES } from '../database/tables'
import { relationTableOf, tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'

/** What staff have settled about comments in a docket: who screens first, and where they go. */
export interface IntakeFacts {
  readonly screening: ScreeningMode
  readonly routingRules: readonly RoutingRule[]
  /** Of the draft; for comments that no rule sends elsewhere. */
  readonly responsibleUnitKey: string | null
}

/**
 * The facts of several dockets, by their numbers, in two queries. Written by hand:
 * Strapi's query engine would ask one for each relation, at every comment that is filed.
 */
export async function loadIntakeFacts(
  strapi: Strapi,
  { knex }: Db,
  dockets: readonly string[],
  authoritativeLocale: string,
): Promise<ReadonlyMap<string, IntakeFacts>> {
  const draftUnit = relationTableOf(strapi, UID.draft, 'responsibleUnit')
  const rows: Row[] = await knex({ h: TABLES.heads })
    .whereIn('h.docket', [...dockets])
    .leftJoin({ b: tableOf(strapi, UID.body).tableName }, 'b.document_id', 'h.body_document_id')
    .leftJoin({ d: tableOf(strapi, UID.draft).tableName }, (on) => {
      on.on('d.document_id', 'h.document_id')
        .andOnVal('d.locale', authoritativeLocale)
        .andOnNull('d.published_at')
    })
    .leftJoin({ du: draftUnit.table }, `du.${draftUnit.ownColumn}`, 'd.id')
    .leftJoin({ u: tableOf(strapi, UID.unit).tableName }, 'u.id', `du.${draftUnit.targetColumn}`)
    .select('h.docket', 'h.body_document_id', 'b.screening', 'u.key as unit_key')
  const rulesOf = await loadRoutingRules(strapi, knex, [
    ...new Set(rows.map((row) => String(row.body_document_id))),
  ])
  return new Map(
    rows.map((row) => [
      String(row.docket),
      {
        screening: row.screening === 'after' ? 'after' : 'before',
        routingRules: rulesOf.get(String(row.body_document_id)) ?? [],
        responsibleUnitKey: toTextOrNull(row.unit_key),
      },
    ]),
  )
}

async function loadRoutingRules(
  strapi: Strapi,
  knex: Db['knex'],
  bodyIds: readonly string[],
): Promise<ReadonlyMap<string, RoutingRule[]>> {
  const body = relationTableOf(strapi, UID.routingRule, 'body')
  const related = (attribute: 'kind' | 'unit', uid: string, column: string) => {
    const { table, ownColumn, targetColumn } = relationTableOf(strapi, UID.routingRule, attribute)
    return knex({ l: table })
      .join({ t: tableOf(strapi, uid).tableName }, 't.id', `l.${targetColumn}`)
      .where(`l.${ownColumn}`, knex.ref('r.id'))
      .first(`t.${column}`)
  }
  // Looked up rule by rule: PostgreSQL would take longer to plan seven joins than to do this.
  const rows: Row[] = await knex({ r: tableOf(strapi, UID.routingRule).tableName })
    .join({ rb: body.table }, `rb.${body.ownColumn}`, 'r.id')
    .join({ b: tableOf(strapi, UID.body).tableName }, 'b.id', `rb.${body.targetColumn}`)
    .whereIn('b.document_id', [...bodyIds])
    .orderBy('r.id')
    .select('b.document_id as body_id', 'r.document_id', 'r.priority', 'r.channel', 'r.type')
    .select('r.words', 'r.due_days')
    .select({
      kind_id: related('kind', UID.kind, 'document_id'),
      unit_key: related('unit', UID.unit, 'key'),
    })
  const rules = new Map<string, RoutingRule[]>(bodyIds.map((id) => [id, []]))
  for (const row of rows) {
    const unitKey = toTextOrNull(row.unit_key)
    if (unitKey === null) continue
    rules.get(String(row.body_id))?.push({
      id: String(row.document_id),
      priority: toNumber(row.priority),
      kindId: toTextOrNull(row.kind_id),
      channel: toTextOrNull(row.channel) as Channel | null,
      type: toTextOrNull(row.type) as CommentType | null,
      words: routingWords(toTextOrNull(row.words) ?? ''),
      unitKey,
      dueDays: toNumberOrNull(row.due_days),
    })
  }
  return rules
}
