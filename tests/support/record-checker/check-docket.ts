import { spansOf, timelineOf, tookCommentsAt, type TimelineRow } from './docket-timeline'
import type { Invariant, Violation } from './invariants'
import type { CommentRow, DocketRecord, RuleRevisionRow } from './record'

const WEB_CHANNELS: readonly string[] = ['widget', 'hosted-page', 'api']

/** I4 to I7, I10 and I11: what must hold of one docket by its own rows. */
export function checkDocket(documentId: string, docket: DocketRecord): readonly Violation[] {
  const timeline = timelineOf(docket)
  const found: Violation[] = []
  const report = (invariant: Invariant, what: string) => {
    found.push({ invariant, documentId, what })
  }
  checkReceived(docket, timeline, report)
  checkIssued(docket, timeline, report)
  checkOrder(docket, timeline, report)
  checkCounts(docket, timeline, report)
  checkSubject(docket, report)
  checkFloors(docket, report)
  return found
}

type Report = (invariant: Invariant, what: string) => void

const isWeb = (row: CommentRow) => WEB_CHANNELS.includes(row.channel)

function checkReceived(
  { comments }: DocketRecord,
  timeline: readonly TimelineRow[],
  report: Report,
): void {
  const spans = spansOf(timeline)
  for (const row of comments.filter(isWeb)) {
    if (!tookCommentsAt(spans, row.receivedAt)) {
      report('I4', `comment ${String(row.seq)} received at ${String(row.receivedAt)}`)
    }
  }
}

function checkIssued(
  { issuances, calls }: DocketRecord,
  timeline: readonly TimelineRow[],
  report: Report,
): void {
  const acknowledged = calls.filter(
    (call) => call.act === 'issue' && call.outcome.kind === 'acknowledged',
  )
  if (acknowledged.length > 1) {
    report('I5', `${String(acknowledged.length)} issuances were acknowledged`)
  }
  if (issuances.length > 1) report('I5', `${String(issuances.length)} issuances stand`)
  const latestClose = Math.max(0, ...timeline.map((row) => row.closesAt ?? 0))
  for (const issuance of issuances) {
    if (issuance.at < latestClose) {
      report('I5', `issued ${String(latestClose - issuance.at)} ms before the latest close`)
    }
    const before = timeline.filter((row) => row.ordinal < issuance.ordinal)
    const last = spansOf(before).at(-1)
    if (last === undefined) report('I5', 'issued without exposure or waiver')
    if (last?.suspended === true) report('I5', 'issued while suspended')
    if (last?.ended === true) report('I5', 'issued after issuance or withdrawal')
  }
  for (const call of acknowledged) {
    if (call.endedAt !== null && call.endedAt < latestClose) {
      report('I5', 'the issuance was acknowledged before the latest close had come')
    }
  }
}

function checkOrder(
  { comments }: DocketRecord,
  timeline: readonly TimelineRow[],
  report: Report,
): void {
  let close = 0
  let at = 0
  let ended: TimelineRow | null = null
  let suspendedAt: number | null = null
  for (const [index, row] of timeline.entries()) {
    if (row.ordinal !== index + 1) report('I7', `ordinal ${String(row.ordinal)} leaves a gap`)
    if (ended !== null) report('I6', `${row.kind} follows ${ended.kind}`)
    if (row.at < at) report('I6', `${row.kind} is dated before the row it follows`)
    if (row.closesAt !== null) {
      const least =
        row.kind === 'resumed' && suspendedAt !== null ? close + (row.at - suspendedAt) : close
      if (row.closesAt < least) {
        report('I6', `${row.kind} closes ${String(least - row.closesAt)} ms too early`)
      }
    }
    if (row.kind === 'suspended') suspendedAt = row.at
    if (row.kind === 'issued' || row.kind === 'withdrawn') ended = row
    close = Math.max(close, row.closesAt ?? 0)
    at = Math.max(at, row.at)
  }
  const end = timeline.find((row) => row.kind === 'issued' || row.kind === 'withdrawn')
  if (end === undefined) return
  for (const row of comments.filter(isWeb)) {
    if (row.receivedAt > end.at) report('I6', `comment ${String(row.seq)} follows ${end.kind}`)
  }
}

function checkCounts(
  { heads, comments, counts, exposures, issuances }: DocketRecord,
  timeline: readonly TimelineRow[],
  report: Report,
): void {
  const keyOf = (state: string, reason: string | null) => `${state}/${reason ?? ''}`
  const counted = new Map<string, number>()
  for (const row of comments) {
    const key = keyOf(row.state, row.withholdReason)
    counted.set(key, (counted.get(key) ?? 0) + 1)
  }
  for (const row of counts) {
    const key = keyOf(row.state, row.reason)
    const n = counted.get(key) ?? 0
    if (row.n !== n) report('I7', `counter ${key} says ${String(row.n)} of ${String(n)}`)
    counted.delete(key)
  }
  for (const [key, n] of counted) report('I7', `no counter ${key} for ${String(n)} comments`)

  const sequence = comments.map((row) => row.seq).sort((a, b) => a - b)
  if (sequence.some((seq, index) => seq !== index + 1)) {
    report('I7', `comments are numbered ${sequence.join(', ')}`)
  }
  const exposed = exposures.map((row) => row.n).sort((a, b) => a - b)
  if (exposed.some((n, index) => n !== index + 1)) {
    report('I7', `exposures are numbered ${exposed.join(', ')}`)
  }
  const [head] = heads
  if (heads.length !== 1 || head === undefined) {
    if (timeline.length + comments.length > 0) report('I7', `${String(heads.length)} heads`)
    return
  }
  const withdrawn = timeline.find((row) => row.kind === 'withdrawn')
  const closes = timeline.flatMap((row) => row.closesAt ?? [])
  const expected = {
    lastSeq: comments.length,
    exposureN: exposures.length,
    effectiveCloseAt: closes.length === 0 ? null : Math.max(...closes),
    suspended: spansOf(timeline).at(-1)?.suspended ?? false,
    withdrawnAt: withdrawn?.at ?? null,
    issuedAt: issuances[0]?.at ?? null,
  }
  for (const [name, value] of Object.entries(expected)) {
    const cached = head[name as keyof typeof expected]
    if (cached !== value) {
      report('I7', `the head's ${name} says ${String(cached)} of ${String(value)}`)
    }
  }
}

function checkSubject(
  { exposures, waivers, draftRows, shared }: DocketRecord,
  report: Report,
): void {
  const cited = [...exposures, ...waivers]
  if (cited.length === 0) return
  if (draftRows !== 1) report('I10', `the draft has ${String(draftRows)} authoritative rows`)
  for (const { bodyId, kindId, terminalAct } of cited) {
    const bodies = shared.bodies.filter((row) => row.documentId === bodyId)
    if (bodies.length !== 1) report('I10', `the body has ${String(bodies.length)} rows`)
    const kinds = shared.kinds.filter((row) => row.documentId === kindId)
    if (kinds.length !== 1) report('I10', `the kind has ${String(kinds.length)} rows`)
    if (kinds.some((row) => row.terminalAct !== terminalAct)) {
      report('I10', 'the kind has another terminal act than was recorded')
    }
  }
}

function checkFloors({ exposures, waivers, shared }: DocketRecord, report: Report): void {
  for (const row of exposures) {
    const floors = mandatoryAt(shared.ruleRevisions, row, row.openedAt).map((rule) => rule.floorMs)
    const floor = Math.max(0, ...floors)
    if (row.closesAt - row.openedAt < floor) {
      report('I11', `open for ${String(row.closesAt - row.openedAt)} of ${String(floor)} ms`)
    }
  }
  for (const row of waivers) {
    if (mandatoryAt(shared.ruleRevisions, row, row.at).length > 0) {
      report('I11', 'waived under a mandatory rule')
    }
  }
}

/** Revisions in force; one that takes effect in the very millisecond may have come second. */
function mandatoryAt(
  revisions: readonly RuleRevisionRow[],
  subject: { bodyId: string; kindId: string; terminalAct: string },
  at: number,
): readonly RuleRevisionRow[] {
  const inForce = new Map<string, RuleRevisionRow>()
  for (const row of revisions) {
    const known = inForce.get(row.ruleId)
    if (row.effectiveAt < at && row.revision > (known?.revision ?? 0)) inForce.set(row.ruleId, row)
  }
  return [...inForce.values()].filter(
    (row) =>
      row.mandatory &&
      !row.ended &&
      (row.bodyId === null || row.bodyId === subject.bodyId) &&
      (row.kindIds.length === 0
        ? row.terminalAct === subject.terminalAct
        : row.kindIds.includes(subject.kindId)) &&
      (row.validFromAt ?? 0) <= at &&
      (row.validToAt ?? Infinity) > at,
  )
}
