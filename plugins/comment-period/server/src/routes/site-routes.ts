import type { Strapi } from '../strapi-types'
import { widgetRoutes } from './widget-routes'

/** Routes at the root of the site, beside Strapi's content API. */
export function siteRoutes(strapi: Strapi): void {
  widgetRoutes(strapi)
}
