import {
  readsOf,
  respondsFor,
  rolesAllow,
  type StaffAct,
  type Standing,
} from '../../../domain/membership'
import type { Actor } from '../repositories/ledgers'
import { rolesOf, standingsOf } from '../repositories/memberships'
import { requestStateOf, type Db, type Strapi } from '../strapi-types'
import { refuse } from './refusal-error'

/**
 * Who acts, from Strapi's own authentication and never from the request's body. A script or a
 * scheduled job has no request and is recorded as `process`.
 */
export function currentActor(strapi: Strapi): Actor {
  const state = requestStateOf(strapi)
  if (state === null) return { kind: 'process', id: null, name: null }
  const { user, auth } = state
  if (user !== undefined && auth?.strategy?.name?.startsWith('admin') === true) {
    const name = [user.firstname, user.lastname].filter(Boolean).join(' ') || user.email || null
    return { kind: 'admin-user', id: String(user.id), name }
  }
  const tokenId = auth?.credentials?.id
  return { kind: 'api-token', id: tokenId === undefined ? null : String(tokenId), name: null }
}

/** Refuses an admin user who has no role in the body that allows the act. */
export async function assertMember(
  db: Db,
  actor: Actor,
  bodyId: string,
  act: StaffAct,
): Promise<void> {
  if (actor.kind !== 'admin-user') return
  const roles = await rolesOf(db, Number(actor.id), bodyId)
  if (!rolesAllow(roles, act)) refuse('NOT_A_MEMBER', { act })
}

/** What an admin user is in a body; `null` for a token or a process, which is not asked. */
export async function standingsIn(
  strapi: Strapi,
  db: Db,
  actor: Actor,
  bodyId: string,
): Promise<readonly Standing[] | null> {
  if (actor.kind !== 'admin-user') return null
  return (await standingsOf(strapi, db, Number(actor.id))).get(bodyId) ?? []
}

/**
 * Refuses an admin user who has no role in the body that allows the act, or has it for another unit
 * than that of the comment.
 */
export async function assertMayActOn(
  strapi: Strapi,
  db: Db,
  actor: Actor,
  act: StaffAct,
  { bodyId, unit }: { bodyId: string; unit: string | null },
): Promise<void> {
  const standings = await standingsIn(strapi, db, actor, bodyId)
  if (standings === null) return
  const roles = standings.map(({ role }) => role)
  if (!rolesAllow(roles, act)) refuse('NOT_A_MEMBER', { act })
  const reaches = act === 'respond' ? respondsFor : readsOf
  if (!reaches(standings, unit)) refuse('NOT_A_MEMBER', { act, unit })
}

/** Refuses an admin user who has no role at all in the body. */
export async function assertAnyRole(db: Db, actor: Actor, bodyId: string): Promise<void> {
  if (actor.kind !== 'admin-user') return
  if ((await rolesOf(db, Number(actor.id), bodyId)).length === 0) refuse('NOT_A_MEMBER')
}
