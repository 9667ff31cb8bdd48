import { spansOf, timelineOf } from './docket-timeline'
import type { Invariant, Violation } from './invariants'
import type { CheckedRecord, DocketReading, RecordRows } from './record'

/** I9 and I13: what the public is told afterwards. */
export function checkReadings({ history, rows, api }: CheckedRecord): readonly Violation[] {
  const found: Violation[] = []
  const owners = new Map<string, Set<string>>()
  for (const { outcome } of history) {
    if (outcome.kind !== 'acknowledged' || outcome.receipt?.trackingCode == null) continue
    const { trackingCode, publicId } = outcome.receipt
    owners.set(trackingCode, (owners.get(trackingCode) ?? new Set()).add(publicId))
  }
  const documentOf = (publicId: string) =>
    rows.comments.find((row) => row.publicId === publicId)?.draftDocumentId ?? ''
  for (const [code, publicIds] of owners) {
    const [publicId = ''] = publicIds
    if (publicIds.size > 1) {
      found.push({
        invariant: 'I9',
        documentId: documentOf(publicId),
        what: `one code was given to ${[...publicIds].join(' and ')}`,
      })
    }
    for (const reading of api.tracking.filter((each) => each.trackingCode === code)) {
      if (reading.publicId === publicId) continue
      found.push({
        invariant: 'I9',
        documentId: documentOf(publicId),
        what: `the code of ${publicId} finds ${reading.publicId ?? 'nothing'}`,
      })
    }
  }
  return [...found, ...api.dockets.flatMap((reading) => checkReading(reading, rows))]
}

function checkReading(reading: DocketReading, rows: RecordRows): readonly Violation[] {
  const found: Violation[] = []
  const { documentId } = reading
  const report = (invariant: Invariant, what: string) => {
    found.push({ invariant, documentId, what })
  }
  const mine = <Row extends { documentId: string }>(all: readonly Row[]) =>
    all.filter((row) => row.documentId === documentId)
  const timeline = timelineOf({
    exposures: mine(rows.exposures),
    events: mine(rows.events),
    waivers: mine(rows.waivers),
    issuances: mine(rows.issuances),
  })
  const last = spansOf(timeline).at(-1)
  const kinds = timeline.map((row) => row.kind)
  const phases = kinds.includes('issued')
    ? ['issued']
    : kinds.includes('withdrawn')
      ? ['withdrawn']
      : last?.suspended === true
        ? ['suspended']
        : ['open', 'closed']
  if (!phases.includes(reading.phase)) {
    report('I13', `the phase is told to be ${reading.phase}, not ${phases.join(' or ')}`)
  }
  if (reading.closesAt !== (last?.close ?? null)) {
    report('I13', `the close is told to be ${String(reading.closesAt)}`)
  }
  const issuance = mine(rows.issuances)[0]
  if (reading.finalTextHash !== (issuance?.textHash ?? null)) {
    report('I13', `the final text is told to be ${String(reading.finalTextHash)}`)
  }
  const comments = rows.comments.filter((row) => row.draftDocumentId === documentId)
  if (reading.total !== comments.length) {
    report('I7', `${String(reading.total)} of ${String(comments.length)} comments are told`)
  }
  const shown = comments
    .filter((row) => row.state === 'published')
    .sort((a, b) => a.seq - b.seq)
    .map(({ publicId, seq, text, textHash, receivedAt }) => ({
      publicId,
      seq,
      text,
      textHash,
      receivedAt,
    }))
  if (JSON.stringify(reading.comments) !== JSON.stringify(shown)) {
    report('I13', 'the comments that are shown are not those that are published')
  }
  return found
}
