import type { Door } from '../doors'
import { archives } from './archives'
import { contentApi } from './content-api'
import { contentManager } from './content-manager'
import { documentService } from './document-service'
import { mediaLibrary } from './media-library'
import { pluginRoutes } from './plugin-routes'
import { queryEngine } from './query-engine'
import { rawSql } from './raw-sql'
import { strapiFeatures } from './strapi-features'

/** Every door, in the order of the table. */
export const DOORS: readonly Door[] = [
  ...pluginRoutes,
  ...contentManager,
  ...contentApi,
  ...documentService,
  ...strapiFeatures,
  ...mediaLibrary,
  ...archives,
  ...queryEngine,
  ...rawSql,
]
