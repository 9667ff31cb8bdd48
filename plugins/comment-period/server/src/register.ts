import { allowTableRebuilds } from './database/schema-sync'
import {
  aroundSchemaSync,
  connectionOf,
  PLUGIN,
  useDocumentMiddleware,
  type Strapi,
} from './strapi-types'
import { watchRequests } from './services/draining'
import { guardDocumentWrite } from './services/document-gate'
import { assertProxiesCounted } from './services/proxy-trust'
import { compression } from './middlewares/compression'
import { pageRequests } from './middlewares/page-requests'
import { problemDetails } from './middlewares/problem-details'
import { siteRoutes } from './routes/site-routes'

/**
 * Before Strapi's own plugins register theirs, so that ours is the outermost: it opens the
 * transaction, and what any other middleware does is inside it.
 */
export function register({ strapi }: { strapi: Strapi }): void {
  assertProxiesCounted(strapi)
  strapi.customFields.register({
    name: 'clauses',
    plugin: PLUGIN,
    type: 'json',
    inputSize: { default: 12, isResizable: false },
  })
  useDocumentMiddleware(strapi, (context, next) => guardDocumentWrite(strapi, context, next))
  watchRequests(strapi)
  strapi.server.use(compression)
  strapi.server.use(problemDetails(strapi))
  strapi.server.use(pageRequests(strapi))
  siteRoutes(strapi)
  aroundSchemaSync(
    strapi,
    () => allowTableRebuilds(connectionOf(strapi), true),
    () => allowTableRebuilds(connectionOf(strapi), false),
  )
}
