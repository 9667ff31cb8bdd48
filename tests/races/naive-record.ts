import { createHash } from 'node:crypto'
import type { TestApp } from '../support/app'
import { checkRecord } from '../support/record-checker/check-record'
import type { Violation } from '../support/record-checker/invariants'
import { loadDocketRows } from '../support/record-checker/load-rows'
import type { Call, Outcome } from '../support/record-checker/record'
import { planOf, type Isolation, type PlannedCall } from './round-plans'
import { docketFacts, firstExposure, head, sqlAct, type Sql } from './sql-acts'
import type { RoundSubject } from './round-subjects'
import { moment, toldOf, type SqlClients } from './sql-clients'

/**
 * The control: the same races against a record such as one writes without thinking of races.
 * Tables without guards and keys; each act looks, decides by the application's clock, and writes,
 * in statements of their own. A checker that finds nothing here checks nothing.
 */

const naive = (name: string) => `naive_${name}`

/** The tables that the races write to, with the columns they have in the product. */
const COPIED = ['docket_heads', 'exposures', 'events', 'waivers', 'issuances', 'public_comments']

export async function createNaiveTables(app: TestApp): Promise<void> {
  for (const table of COPIED) {
    // The columns alone: no key, no default, no trigger.
    await app.knex.raw(
      `CREATE TABLE ${naive(table)} AS SELECT * FROM comment_period_${table} WHERE 1 = 0`,
    )
  }
  await app.knex.raw(
    `CREATE TABLE ${naive('comment_counts')} AS SELECT * FROM comment_period_comment_counts WHERE 1 = 0`,
  )
}

export async function runNaiveRounds(
  app: TestApp,
  clients: SqlClients,
  productSql: Sql,
  seed: string,
  rounds: readonly number[],
  isolations: readonly Isolation[],
): Promise<readonly Violation[]> {
  const sql = { ...productSql, t: naive }
  const plans = rounds
    .map((round) => planOf(seed, round, isolations))
    .filter(({ race }) => race !== 'publication × subject' && race !== 'rule × exposure')
  const found: Violation[] = []
  for (let from = 0; from < plans.length; from += 8) {
    const batch = plans.slice(from, from + 8)
    const histories = await Promise.all(
      batch.map(async ({ round, openForMs, calls }) => {
        const subject = naiveSubject(`${seed}-naive-${String(round)}`, openForMs)
        const store = new NaiveStore(clients, sql, subject)
        await store.open()
        return Promise.all(calls.map((call) => playNaively(store, subject, call)))
      }),
    )
    const history = histories.flat()
    const documentIds = [...new Set(history.map((call) => call.documentId))]
    const rows = {
      ...(await loadDocketRows(app.knex, documentIds, naive)),
      // Nobody guards what it cites, so that is not asked of it.
      drafts: documentIds.map((documentId) => ({ documentId })),
      bodies: [{ documentId: 'naive' }],
      kinds: [{ documentId: 'naive', terminalAct: 'promulgate' }],
      ruleRevisions: [],
    }
    const violations = checkRecord({ history, rows, api: { dockets: [], tracking: [] } })
    // Its first exposure is set up and in no history; of its heads it keeps nothing up.
    found.push(
      ...violations.filter(({ what }) => !what.includes('expose') && !what.includes("the head's")),
    )
  }
  return found
}

function naiveSubject(documentId: string, openForMs: number): RoundSubject {
  return {
    documentId,
    docket: documentId,
    number: 1,
    bodyId: 'naive',
    kindId: 'naive',
    ruleId: 'naive',
    openForMs,
  }
}

async function playNaively(
  store: NaiveStore,
  subject: RoundSubject,
  call: PlannedCall,
): Promise<Call> {
  await moment(call.afterMs)
  const startedAt = Date.now()
  const outcome = await store.act(call)
  return {
    act: call.act,
    // Without marks of its own: the history does not tell the two paths apart.
    door: call.door,
    documentId: subject.documentId,
    mark: call.mark,
    text: call.text,
    idempotencyKey: call.idempotencyKey,
    startedAt,
    endedAt: Date.now(),
    outcome,
  }
}

interface Facts {
  readonly closeAt: number
  readonly suspended: boolean
  readonly issued: boolean
}

class NaiveStore {
  constructor(
    readonly clients: SqlClients,
    readonly sql: Sql,
    readonly subject: RoundSubject,
  ) {}

  async open(): Promise<void> {
    await this.#write([
      head(this.sql, this.subject),
      firstExposure(this.sql, this.subject, { mark: 'expose' }),
      `INSERT INTO ${this.sql.t('comment_counts')} (document_id, state, reason, n) VALUES ('${this.subject.documentId}', 'published', '', 0)`,
    ])
  }

  /** Looks, decides, writes. */
  async act(call: PlannedCall): Promise<Outcome> {
    const refused = (code: string): Outcome => ({ kind: 'refused', code })
    if (call.act === 'tamper') return refused('FORBIDDEN')
    const { closeAt, suspended, issued } = await this.#look()
    if (issued) return refused('ALREADY_ISSUED')
    // The application's clock, as such code does.
    const now = Date.now()
    const open = now < closeAt && !suspended
    if (call.act === 'issue' && (open || suspended)) return refused('PERIOD_NOT_OVER')
    if ((call.act === 'comment' || call.act === 'suspend') && !open) return refused('PERIOD_CLOSED')
    if (call.act === 'resume' && !suspended) return refused('NOT_SUSPENDED')
    const { text, idempotencyKey } = call
    if (idempotencyKey !== null && (await this.#filed(text ?? ''))) return refused('DOUBLE')
    // What such code does in between: it validates, formats, logs.
    await moment(call.byMs / 4)
    const act = sqlAct(this.sql, this.subject, { ...call, variant: 'plain' })
    const counted = call.act === 'comment' ? [this.#countedOneMore()] : []
    return toldOf(
      this.clients.perform({
        facts: act.facts,
        writes: [...counted, ...act.writes],
        isolation: null,
        typed: true,
        pauseMs: call.pauseMs,
      }),
    )
  }

  /** From what was read, not from what stands: two at once count one. */
  #countedOneMore(): string {
    const counts = this.sql.t('comment_counts')
    return `UPDATE ${counts} SET n = f.last_seq + 1 FROM {facts} AS f WHERE ${counts}.document_id = f.document_id`
  }

  async #look(): Promise<Facts> {
    const { t } = this.sql
    const id = `document_id = '${this.subject.documentId}'`
    const row = await this.#write([
      `SELECT f.close_at, (SELECT count(*) FROM ${t('issuances')} WHERE ${id}) AS issued, (SELECT count(*) FROM ${t('events')} WHERE ${id} AND kind = 'suspended') - (SELECT count(*) FROM ${t('events')} WHERE ${id} AND kind = 'resumed') AS suspended FROM {facts} AS f`,
    ])
    return {
      closeAt: Number(row?.close_at),
      suspended: Number(row?.suspended) > 0,
      issued: Number(row?.issued) > 0,
    }
  }

  async #filed(text: string): Promise<boolean> {
    const row = await this.#write([
      `SELECT count(*) AS n FROM ${this.sql.t('public_comments')} WHERE text = '${text}'`,
    ])
    return Number(row?.n) > 0
  }

  #write(writes: readonly string[]) {
    const known = docketFacts(this.sql, this.subject.documentId)
    const first = writes.length > 1 ? `SELECT ${this.sql.now} AS now` : known
    return this.clients.perform({
      facts: first,
      writes,
      isolation: null,
      typed: true,
      pauseMs: 0,
    })
  }
}

/** The seed's own hash, for a control that is not the product's rounds over again. */
export function controlSeed(seed: string): string {
  return createHash('sha256').update(`control ${seed}`).digest('hex').slice(0, 12)
}
