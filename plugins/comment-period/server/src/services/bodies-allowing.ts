import { rolesAllow, type StaffAct } from '../../../domain/membership'
import { listBodies, type IssuingBody } from '../repositories/bodies'
import { standingsOf } from '../repositories/memberships'
import { connectionOf, type Strapi } from '../strapi-types'
import { currentActor } from './actors'

/** The bodies in which whoever asks has a role that allows the act, by their ids; all for a token. */
export async function bodiesAllowing(
  strapi: Strapi,
  act: StaffAct,
): Promise<ReadonlyMap<string, IssuingBody>> {
  const actor = currentActor(strapi)
  const bodies = await listBodies(strapi)
  if (actor.kind !== 'admin-user') return new Map(bodies.map((body) => [body.id, body]))
  const theirs = await standingsOf(strapi, connectionOf(strapi), Number(actor.id))
  const mine = bodies.filter((body) =>
    rolesAllow(
      (theirs.get(body.id) ?? []).map(({ role }) => role),
      act,
    ),
  )
  return new Map(mine.map((body) => [body.id, body]))
}
