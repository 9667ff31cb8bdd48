import type { Strapi } from '../strapi-types'
import { verifyRecord, type RecordReport } from './record-verification'

/** What the host may ask of the record: `strapi.plugin('comment-period').service('record')`. */
export function recordService({ strapi }: { strapi: Strapi }): {
  readonly verify: () => Promise<RecordReport>
} {
  return { verify: () => verifyRecord(strapi) }
}
