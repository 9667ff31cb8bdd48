import { draftsToLink } from '../repositories/comment-links'
import { connectionOf, type Strapi } from '../strapi-types'
import { runtimeOf } from './runtime'
import { verifyRecord, type RecordReport } from './record-verification'

/** What the host may ask of the record: `strapi.plugin('comment-period').service('record')`. */
export function recordService({ strapi }: { strapi: Strapi }): {
  readonly verify: () => Promise<RecordReport>
  /** Puts comments into their chains now: for whoever fills a record by SQL. */
  readonly link: () => Promise<void>
} {
  return {
    verify: () => verifyRecord(strapi),
    link: async () => {
      for (const draft of await draftsToLink(connectionOf(strapi))) {
        await runtimeOf(strapi).linker.linkAll(draft)
      }
    },
  }
}
