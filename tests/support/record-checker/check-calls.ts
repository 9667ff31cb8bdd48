import { createHash } from 'node:crypto'
import type { Violation } from './invariants'
import type { Call, CallAct, CheckedRecord, CommentReceipt, CommentRow, RecordRows } from './record'

/** I12: the caller can tell from every answer what to do next. */
export function checkAnswers(history: readonly Call[]): readonly Violation[] {
  return history.flatMap((call) => {
    if (call.outcome.kind !== 'refused') return []
    const { code } = call.outcome
    if (/^[A-Z][A-Z_]+$/.test(code) && code !== 'INTERNAL') return []
    return [
      {
        invariant: 'I12' as const,
        documentId: call.documentId,
        what: `${call.act} (${call.mark}) by ${call.door} was refused with ${code}`,
      },
    ]
  })
}

/** What stands for an act in the ledgers: the row that says its mark. */
interface ActRow {
  readonly act: CallAct
  readonly documentId: string
  /** `null` for what Strapi publishes: a first exposure has no reason. */
  readonly mark: string | null
  readonly at: number
  readonly closesAt: number | null
}

const ACT_OF_KIND: Readonly<Record<string, CallAct>> = {
  extended: 'extend',
  suspended: 'suspend',
  resumed: 'resume',
  withdrawn: 'withdraw',
}

/** I1, I2 and I3: calls and rows belong to one another. */
export function checkCalls({ history, rows }: CheckedRecord): readonly Violation[] {
  return [
    ...checkActs(history, rows),
    ...history
      .filter((call) => call.act === 'tamper' && call.outcome.kind === 'acknowledged')
      .map((call) => violation('I1', call, 'the record let itself be rewritten')),
    ...checkRules(history, rows),
    ...checkComments(history, rows.comments),
  ]
}

function checkActs(history: readonly Call[], rows: RecordRows): readonly Violation[] {
  const violations: Violation[] = []
  const actRows = actRowsOf(rows)
  const staffCalls = history.filter((call) => ROW_WRITING.has(call.act))
  for (const call of staffCalls) {
    if (call.outcome.kind !== 'acknowledged') continue
    const mine = actRows.filter((row) => belongs(row, call))
    const { at, closesAt } = call.outcome
    const [row] = mine
    if (mine.length !== 1 || row === undefined) {
      violations.push(violation('I1', call, `acknowledged, and ${String(mine.length)} rows stand`))
    } else if ((at !== null && row.at !== at) || otherClose(row, closesAt)) {
      violations.push(violation('I1', call, 'the row says another instant than the answer'))
    }
  }
  for (const row of actRows) {
    const mine = staffCalls.filter((call) => belongs(row, call))
    if (mine.some((call) => call.outcome.kind !== 'refused')) continue
    violations.push({
      invariant: 'I2',
      documentId: row.documentId,
      what: `a row of ${row.act} (${row.mark ?? 'no mark'}) that nobody was told of`,
    })
  }
  return violations
}

/** A suspension or a withdrawal answers the close in force and writes none. */
function otherClose(row: ActRow, closesAt: number | null): boolean {
  return closesAt !== null && row.closesAt !== null && row.closesAt !== closesAt
}

const ROW_WRITING: ReadonlySet<CallAct> = new Set([
  'expose',
  'restart',
  'extend',
  'suspend',
  'resume',
  'withdraw',
  'waive',
  'issue',
])

function belongs(row: ActRow, call: Call): boolean {
  if (row.act !== call.act || row.documentId !== call.documentId) return false
  return row.mark === null || row.mark === call.mark
}

function actRowsOf(rows: RecordRows): readonly ActRow[] {
  return [
    ...rows.exposures.map((row) => ({
      act: row.n === 1 ? ('expose' as const) : ('restart' as const),
      documentId: row.documentId,
      mark: row.reason,
      at: row.openedAt,
      closesAt: row.closesAt,
    })),
    ...rows.events.map((row) => ({
      act: ACT_OF_KIND[row.kind] ?? ('tamper' as const),
      documentId: row.documentId,
      mark: row.reason,
      at: row.at,
      closesAt: row.closesAt,
    })),
    ...rows.waivers.map((row) => ({
      act: 'waive' as const,
      documentId: row.documentId,
      mark: row.reason,
      at: row.at,
      closesAt: null,
    })),
    ...rows.issuances.map((row) => ({
      act: 'issue' as const,
      documentId: row.documentId,
      mark: row.reason,
      at: row.at,
      closesAt: null,
    })),
  ]
}

/** Rules are saved through Strapi, which says nothing of revisions; their note is the mark. */
function checkRules(history: readonly Call[], rows: RecordRows): readonly Violation[] {
  return history
    .filter((call) => call.act === 'rule' && call.outcome.kind === 'acknowledged')
    .flatMap((call) => {
      const n = rows.ruleRevisions.filter((row) => row.note === call.mark).length
      return n === 1
        ? []
        : [violation('I1', call, `acknowledged, and ${String(n)} revisions stand`)]
    })
}

function checkComments(
  history: readonly Call[],
  comments: readonly CommentRow[],
): readonly Violation[] {
  const violations: Violation[] = []
  const calls = history.filter((call) => call.act === 'comment')
  const rowsById = groupedBy(comments, (row) => row.publicId)
  const callsByText = groupedBy(calls, (call) => call.text)
  for (const call of calls) {
    if (call.outcome.kind !== 'acknowledged') continue
    const { receipt } = call.outcome
    if (receipt === null) {
      violations.push(violation('I1', call, 'acknowledged without a receipt'))
      continue
    }
    const mine = (rowsById.get(receipt.publicId) ?? []).filter(
      (row) => row.draftDocumentId === call.documentId,
    )
    const [row] = mine
    if (mine.length !== 1 || row === undefined) {
      violations.push(violation('I1', call, `acknowledged, and ${String(mine.length)} rows stand`))
    } else {
      const fault = faultOfReceipt(call, receipt, row)
      if (fault !== null) violations.push(violation('I1', call, fault))
    }
  }
  for (const row of comments) {
    if (row.text === null) continue
    const mine = (callsByText.get(row.text) ?? []).filter(
      (call) => call.documentId === row.draftDocumentId,
    )
    if (mine.some((call) => call.outcome.kind !== 'refused')) continue
    violations.push({
      invariant: 'I2',
      documentId: row.draftDocumentId,
      what: `comment ${row.publicId} that nobody was told of`,
    })
  }
  return [...violations, ...checkKeys(calls, comments)]
}

function faultOfReceipt(call: Call, receipt: CommentReceipt, row: CommentRow): string | null {
  if (row.textHash !== receipt.textHash) return 'the row has another hash than the receipt'
  if (row.receivedAt !== receipt.receivedAt) return 'the row has another instant than the receipt'
  // An erasure takes text and salt and leaves the hash.
  if (row.text === null || row.salt === null) return null
  if (row.text !== call.text) return 'the row has another text than was sent'
  const hash = createHash('sha256').update(`${row.salt}${row.text}`, 'utf8').digest('hex')
  return hash === row.textHash ? null : 'the hash is not that of salt and text'
}

function checkKeys(calls: readonly Call[], comments: readonly CommentRow[]): readonly Violation[] {
  const keys = groupedBy(
    calls.filter((call) => call.idempotencyKey !== null),
    (call) => `${call.documentId}|${String(call.idempotencyKey)}`,
  )
  const rowsByText = groupedBy(comments, (row) => row.text)
  const violations: Violation[] = []
  for (const [first, ...others] of keys.values()) {
    if (first === undefined) continue
    const rows = (rowsByText.get(first.text) ?? []).filter(
      (row) => row.draftDocumentId === first.documentId,
    )
    if (rows.length > 1) {
      violations.push(violation('I3', first, `one key, and ${String(rows.length)} rows`))
    }
    const receipts = new Set(
      [first, ...others].flatMap(({ outcome }) =>
        outcome.kind === 'acknowledged' ? [JSON.stringify(outcome.receipt)] : [],
      ),
    )
    if (receipts.size > 1) {
      violations.push(violation('I3', first, `one key, and ${String(receipts.size)} receipts`))
    }
  }
  return violations
}

function groupedBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function violation(invariant: Violation['invariant'], call: Call, what: string): Violation {
  return {
    invariant,
    documentId: call.documentId,
    what: `${call.act} (${call.mark}) by ${call.door}: ${what}`,
  }
}
