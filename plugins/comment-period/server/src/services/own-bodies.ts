import { standingsOf } from '../repositories/memberships'
import { connectionOf, PLUGIN, type AccessCondition, type Strapi } from '../strapi-types'

const NAME = 'own-bodies'

/** How a permission names the condition. */
export const OWN_BODIES = `plugin::${PLUGIN}.${NAME}`

/** Lets a permission on drafts reach those of the bodies in which its holder is a member. */
export function ownBodies(strapi: Strapi): AccessCondition {
  return {
    displayName: 'Bodies they are a member of',
    name: NAME,
    plugin: PLUGIN,
    handler: async ({ id }) => {
      const standings = await standingsOf(strapi, connectionOf(strapi), id)
      return { 'body.documentId': { $in: [...standings.keys()] } }
    },
  }
}
