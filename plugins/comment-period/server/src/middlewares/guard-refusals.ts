import type { Context, Next } from 'koa'
import { routeOf } from '../controllers/answers'
import { auditRefusal } from '../services/audit-log'
import { refusalByGuard, toStrapiError } from '../services/refusal-error'
import type { Strapi } from '../strapi-types'

/**
 * Some routes of Strapi's own write past the document service: deleting a locale deletes every row
 * in it by the query engine. What a guard then refuses is a refusal and no fault of the server.
 */
export function guardRefusals(strapi: Strapi) {
  return async (context: Context, next: Next): Promise<void> => {
    try {
      await next()
    } catch (error) {
      const raised = refusalByGuard(error)
      if (raised === null) throw error
      auditRefusal(strapi, { code: raised.code, byGuard: true }, routeOf(context))
      throw toStrapiError(raised)
    }
  }
}
