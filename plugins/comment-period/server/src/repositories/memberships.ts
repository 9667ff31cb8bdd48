import type { Instant } from '../../../domain/instant'
import type { MembershipRole, Standing } from '../../../domain/membership'
import { TABLES } from '../database/tables'
import { rowsOf, tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import type { Actor } from './ledgers'
import { actorName, actorReason, toNumber, toTextOrNull } from './row-values'

export interface Membership {
  readonly id: number
  readonly adminUserId: number
  readonly bodyId: string
  /** Empty where it is the whole body. */
  readonly unitId: string
  readonly role: MembershipRole
}

export async function rolesOf(
  { knex }: Db,
  adminUserId: number,
  bodyId: string,
): Promise<MembershipRole[]> {
  const rows: { role: MembershipRole }[] = await knex(TABLES.memberships)
    .where({ admin_user_id: adminUserId, body_document_id: bodyId })
    .select('role')
  return rows.map((row) => row.role)
}

/** What someone is in each body, with the units that they respond for. */
export async function standingsOf(
  strapi: Strapi,
  { knex }: Db,
  adminUserId: number,
): Promise<ReadonlyMap<string, Standing[]>> {
  const rows: Row[] = await knex({ m: TABLES.memberships })
    .leftJoin({ u: tableOf(strapi, UID.unit).tableName }, 'u.document_id', 'm.unit_document_id')
    .where('m.admin_user_id', adminUserId)
    .select('m.body_document_id', 'm.unit_document_id', 'm.role')
    .select({ unit_key: 'u.key' })
  const standings = new Map<string, Standing[]>()
  for (const row of rows) {
    const bodyId = String(row.body_document_id)
    // Whose unit is gone responds for none, and not for the whole body.
    const unitKey = row.unit_document_id === '' ? null : (toTextOrNull(row.unit_key) ?? '')
    const known = standings.get(bodyId) ?? []
    standings.set(bodyId, [...known, { role: row.role as MembershipRole, unitKey }])
  }
  return standings
}

/** A membership with who gave it, when and why. */
export interface GrantedMembership extends Membership {
  readonly grantedAt: Instant
  readonly grantedBy: string | null
  readonly reason: string | null
}

export async function listMemberships({ knex }: Db): Promise<GrantedMembership[]> {
  const rows: Row[] = await knex(TABLES.memberships).orderBy('id')
  return rows.map((row) => ({
    ...toMembership(row),
    grantedAt: toNumber(row.recorded_at),
    grantedBy: actorName(row.actor),
    reason: actorReason(row.actor),
  }))
}

function toMembership(row: Row): Membership {
  return {
    id: toNumber(row.id),
    adminUserId: toNumber(row.admin_user_id),
    bodyId: String(row.body_document_id),
    unitId: String(row.unit_document_id),
    role: row.role as MembershipRole,
  }
}

export interface AdminUser {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly isActive: boolean
}

export async function listAdminUsers(strapi: Strapi): Promise<AdminUser[]> {
  const rows = await rowsOf(strapi, 'admin::user').findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ id, firstname, lastname, email, isActive, blocked }) => ({
    id: toNumber(id),
    name: [firstname, lastname].filter(Boolean).join(' '),
    email: String(email),
    isActive: isActive === true && blocked !== true,
  }))
}

export async function adminUserExists(strapi: Strapi, id: number): Promise<boolean> {
  return (await rowsOf(strapi, 'admin::user').findOne({ where: { id } })) !== null
}

/** Granting what is already granted changes nothing. */
export async function grantMembership(
  { knex }: Db,
  membership: Omit<Membership, 'id'>,
  recordedAt: number,
  actor: Actor & { readonly reason: string },
): Promise<void> {
  await knex(TABLES.memberships)
    .insert({
      admin_user_id: membership.adminUserId,
      body_document_id: membership.bodyId,
      unit_document_id: membership.unitId,
      role: membership.role,
      recorded_at: recordedAt,
      actor: JSON.stringify(actor),
    })
    .onConflict(['admin_user_id', 'body_document_id', 'unit_document_id', 'role'])
    .ignore()
}

/** @returns the membership that there was */
export async function revokeMembership({ knex }: Db, id: number): Promise<Membership | null> {
  const found: Row | undefined = await knex(TABLES.memberships).where({ id }).first()
  const removed = await knex(TABLES.memberships).where({ id }).delete()
  return found === undefined || removed === 0 ? null : toMembership(found)
}
