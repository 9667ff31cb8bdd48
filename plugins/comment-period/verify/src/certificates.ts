import { COMMENT_STATES, WITHHOLD_REASONS } from '../../domain/comment'
import { certificateOf, type CertifiedExposure } from '../../domain/exposure-certificate'
import type { Archive } from './archive'
import type { Tell } from './findings'
import type { Manifest } from './manifest'
import type { PeriodBook } from './period-book'

const REASONS: readonly string[] = WITHHOLD_REASONS
const LARGEST_CERTIFICATE = 16 * 1024 * 1024

/** Makes every certificate anew from the record and compares it with the one in the archive. */
export async function compareCertificates(
  archive: Archive,
  period: PeriodBook,
  manifest: Manifest,
  tell: Tell,
): Promise<void> {
  for (const exposure of period.exposures) {
    const file = `certificates/exposure-${String(exposure.n)}.json`
    if (!archive.names.includes(file)) {
      tell({ code: 'FILE_MISSING', file, where: 'the record has this exposure' })
      continue
    }
    const text = await archive.text(file, LARGEST_CERTIFICATE)
    if (!isOfRecord(text, exposure, period, manifest)) {
      tell({ code: 'CERTIFICATE_CHANGED', file, where: 'does not follow from the record' })
    }
  }
}

/**
 * A certificate says how its exposure stood when the archive was made, which was not before the
 * instant of the manifest. Acts from until the record was written may be in it or not, and what was
 * open at the instant may have closed by then.
 */
function isOfRecord(
  text: string,
  exposure: CertifiedExposure,
  { entries, issuance }: PeriodBook,
  { at, covers }: Manifest,
): boolean {
  const counts = countsOf(text)
  if (counts === null || counts.total < covers.seq) return false
  const ledger = [...entries].sort((one, other) => one.ordinal - other.ordinal)
  const certain = ledger.filter((entry) => entry.at <= at).length
  for (let length = certain; length <= ledger.length; length++) {
    const until = ledger.slice(0, length)
    const earliest = Math.max(at, until.at(-1)?.at ?? 0)
    for (const now of [earliest, Number.MAX_SAFE_INTEGER]) {
      const certificate = certificateOf(exposure, until, issuance, now)
      if (certificate === null) continue
      if (`${JSON.stringify({ ...certificate, counts }, null, 2)}\n` === text) return true
    }
  }
  return false
}

interface Counts {
  readonly total: number
  readonly byState: Readonly<Record<string, number>>
  readonly withheldByReason: Readonly<Record<string, number>>
}

/** The counts of a certificate; `null` where they do not come to the same. */
function countsOf(text: string): Counts | null {
  let told: unknown
  try {
    told = (JSON.parse(text) as { readonly counts?: unknown }).counts
    const { total, byState, withheldByReason } = told as Counts
    const isWhole = (each: unknown) => Number.isSafeInteger(each) && Number(each) >= 0
    const sum = (of: Counts['byState']) => Object.values(of).reduce((all, each) => all + each, 0)
    const isOne =
      Object.keys(told as Counts).join() === 'total,byState,withheldByReason' &&
      [total, ...Object.values(byState), ...Object.values(withheldByReason)].every(isWhole) &&
      Object.keys(byState).join() === COMMENT_STATES.join() &&
      Object.keys(withheldByReason).every((each) => REASONS.includes(each)) &&
      sum(byState) === total &&
      sum(withheldByReason) === byState.withheld
    return isOne ? (told as Counts) : null
  } catch {
    return null
  }
}
