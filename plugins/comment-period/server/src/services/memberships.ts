import type { MembershipsOut } from '../../../contracts/staff-acts'
import { toIsoUtc } from '../../../domain/instant'
import type { MembershipRole } from '../../../domain/membership'
import { readDatabaseClock } from '../database/clock'
import { findBody, listBodies } from '../repositories/bodies'
import {
  adminUserExists,
  grantMembership,
  listAdminUsers,
  listMemberships,
  revokeMembership,
} from '../repositories/memberships'
import { findUnit, listUnits } from '../repositories/units'
import { connectionOf, inTransaction, type Strapi } from '../strapi-types'
import { currentActor } from './actors'
import { audit } from './audit-log'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** Who is what in which body, and whom a role could be given in what. */
export async function list({ strapi }: Runtime): Promise<MembershipsOut> {
  const bodies = await listBodies(strapi)
  const units = await listUnits(
    strapi,
    bodies.map(({ id }) => id),
  )
  const memberships = await listMemberships(connectionOf(strapi))
  return {
    items: memberships.map((each) => ({ ...each, grantedAt: toIsoUtc(each.grantedAt) })),
    adminUsers: await listAdminUsers(strapi),
    bodies: bodies.map(({ id, slug, name }) => ({
      id,
      slug,
      name,
      units: (units.get(id) ?? []).map((unit) => ({
        id: unit.id,
        key: unit.key,
        name: unit.name,
      })),
    })),
  }
}

/** Gives an admin user a role in a body. Who gave it, and why, is kept in the row. */
export async function grant(
  { strapi }: Runtime,
  input: {
    adminUserId: number
    bodySlug: string
    unitKey?: string | undefined
    role: MembershipRole
    reason: string
  },
) {
  const granted = await inTransaction(strapi, async (db) => {
    const body = await findBody(strapi, { slug: input.bodySlug })
    if (body === null) return refuse('BODY_UNKNOWN')
    const { adminUserId, role, reason } = input
    // Otherwise the role would wait for whoever is given this number.
    if (!(await adminUserExists(strapi, adminUserId))) {
      return refuse('INPUT_INVALID', { field: 'adminUserId', problem: 'no such admin user' })
    }
    const unitId = input.unitKey === undefined ? '' : await unitIdOf(strapi, body.id, input.unitKey)
    await grantMembership(
      db,
      { adminUserId, bodyId: body.id, unitId, role },
      await readDatabaseClock(db),
      { ...currentActor(strapi), reason },
    )
    return { adminUserId, bodySlug: body.slug, unitKey: input.unitKey ?? null, role }
  })
  const { adminUserId: adminUser, bodySlug: body, unitKey: unit, role } = granted
  const forUnit = unit === null ? {} : { unit }
  audit(strapi, 'membership.granted', { adminUser, body, ...forUnit, role })
  return granted
}

async function unitIdOf(strapi: Strapi, bodyId: string, key: string): Promise<string> {
  const unit = await findUnit(strapi, bodyId, key)
  return unit?.id ?? refuse('INPUT_INVALID', { field: 'unitKey', problem: 'no such unit' })
}

export async function revoke({ strapi }: Runtime, id: number): Promise<void> {
  const gone = (await revokeMembership(connectionOf(strapi), id)) ?? refuse('MEMBERSHIP_UNKNOWN')
  const { adminUserId: adminUser, role } = gone
  audit(strapi, 'membership.revoked', { membership: id, adminUser, role })
}
