import { widgetFiles } from '../controllers/widget-files'
import { siteRouterOf, type Strapi } from '../strapi-types'

/** Where portals load the widget from, outside of `/api`: an address that people write into pages. */
export function widgetRoutes(strapi: Strapi): void {
  const router = siteRouterOf(strapi)
  const { moving, manifest, pinned } = widgetFiles(strapi)
  router.get('/widget/v1.js', moving)
  router.get('/widget/manifest.json', manifest)
  router.get('/widget/:name', pinned)
  router.get('/widget/fonts/:name', pinned)
}
