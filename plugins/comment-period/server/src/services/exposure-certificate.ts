import type { CertificateOut } from '../../../contracts/certificate'
import { certificateOf } from '../../../domain/exposure-certificate'
import { countComments } from '../repositories/comments'
import { findExposure } from '../repositories/exposures'
import { findIssuance } from '../repositories/period-acts'
import { connectionOf } from '../strapi-types'
import { countsOut } from './docket-answers'
import { everythingIn, openDocket } from './docket-reading'
import { docketReading, type Reading } from './reading'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What a body shows a court: one text, from when to when it stood, and under which rules. */
export async function readCertificate(
  runtime: Runtime,
  docket: string,
  n: number,
): Promise<Reading<CertificateOut>> {
  const opened = await openDocket(runtime, docket)
  const { head, ledger, now } = opened
  const key = `certificate/${head.docket}/${String(n)}`
  const answered = await runtime.keepAnswer(key, everythingIn(opened), async () => {
    const db = connectionOf(runtime.strapi)
    const exposure = await findExposure(db, head.documentId, n)
    const issuance = await findIssuance(db, head.documentId)
    const certified = exposure === null ? null : certificateOf(exposure, ledger, issuance, now)
    if (certified === null) return refuse('EXPOSURE_UNKNOWN')
    return { ...certified, counts: countsOut(await countComments(db, head.documentId)) }
  })
  return docketReading(opened, answered)
}
