import type { Strapi } from '../strapi-types'
import { pageRoutes } from './page-routes'
import { widgetRoutes } from './widget-routes'

/**
 * Routes at the root of the site, beside Strapi's own: what browsers open and what portals embed.
 * They are no content API, and know neither users nor permissions.
 */
export function siteRoutes(strapi: Strapi): void {
  pageRoutes(strapi)
  widgetRoutes(strapi)
}
