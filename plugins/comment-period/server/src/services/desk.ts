import type { DeskCommentOut, DeskOut } from '../../../contracts/desk'
import {
  COMMENT_ACTS,
  readsComments,
  readsOf,
  rolesAllow,
  unitsRead,
  type Standing,
} from '../../../domain/membership'
import { listBodies, type IssuingBody } from '../repositories/bodies'
import { standingsOf } from '../repositories/memberships'
import { listResponseTemplates } from '../repositories/response-templates'
import { listUnits } from '../repositories/units'
import { connectionOf, type Strapi } from '../strapi-types'
import { currentActor } from './actors'
import type { Runtime } from './runtime'

/** A body whose comments someone reads, with what they are there. */
export interface DeskBody {
  readonly body: IssuingBody
  readonly standings: readonly Standing[]
  /** Keys of the units whose comments they read; `null` is every comment. */
  readonly units: readonly string[] | null
}

/** The bodies whose comments whoever asks may read: those where they screen, respond or keep the law. */
export async function deskBodies(strapi: Strapi): Promise<readonly DeskBody[]> {
  const actor = currentActor(strapi)
  const bodies = await listBodies(strapi)
  // A token has no memberships; what it may do at all is in its permissions.
  if (actor.kind !== 'admin-user') {
    const standings: Standing[] = [{ role: 'manager', unitKey: null }]
    return bodies.map((body) => ({ body, standings, units: null }))
  }
  const theirs = await standingsOf(strapi, connectionOf(strapi), Number(actor.id))
  return bodies.flatMap((body) => {
    const standings = theirs.get(body.id) ?? []
    return readsComments(standings) ? [{ body, standings, units: unitsRead(standings) }] : []
  })
}

export function mayAtDesk({ standings }: Pick<DeskBody, 'standings'>): DeskCommentOut['may'] {
  const roles = standings.map(({ role }) => role)
  const may = Object.fromEntries(COMMENT_ACTS.map((act) => [act, rolesAllow(roles, act)]))
  // A theme gathers what went to any unit, and is for who reads all of it.
  return {
    ...(may as DeskCommentOut['may']),
    theme: may.theme === true && readsOf(standings, null),
  }
}

/** By what the desk can be narrowed, for whoever asks. */
export async function readDesk({ strapi }: Runtime): Promise<DeskOut> {
  const found = await deskBodies(strapi)
  const units = await listUnits(
    strapi,
    found.map(({ body }) => body.id),
  )
  const templates = await listResponseTemplates(strapi)
  return {
    bodies: found.map((each) => ({
      slug: each.body.slug,
      name: each.body.name,
      units: (units.get(each.body.id) ?? []).map(({ key, name }) => ({ key, name })),
      templates: templates
        .filter(({ bodyId }) => bodyId === null || bodyId === each.body.id)
        .map(({ title, text, disposition }) => ({ title, text, disposition })),
      may: mayAtDesk(each),
    })),
  }
}
