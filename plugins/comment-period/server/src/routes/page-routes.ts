import { hostedForm } from '../controllers/hosted-form'
import { hostedPages } from '../controllers/hosted-pages'
import { pageFiles } from '../controllers/page-files'
import { siteRouterOf, type Strapi } from '../strapi-types'

/** The hosted pages. Names of ours come before `:docket`, which holds a number of another form. */
export function pageRoutes(strapi: Strapi): void {
  const pages = hostedPages(strapi)
  const form = hostedForm(strapi)
  const files = pageFiles(strapi)
  siteRouterOf(strapi)
    .get('/notices', pages.drafts)
    .get('/notices/bodies', pages.bodies)
    .get('/notices/bodies/:slug', pages.body)
    .get('/notices/tracking', pages.tracking)
    .post('/notices/tracking', pages.track)
    .get('/notices/receipts/:token', pages.receipt)
    .get('/notices/style-:hash([0-9a-f]+).css', files.style)
    .get('/notices/fonts/:name', files.font)
    .get('/notices/:docket', pages.draft)
    .get('/notices/:docket/certificates/:n', pages.certificate)
    .get('/notices/:docket/reports/:reportKind', pages.report)
    .post('/notices/:docket/comments', form.submit)
}
