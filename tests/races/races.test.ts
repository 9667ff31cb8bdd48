import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { appendFileSync } from 'node:fs'
import { bootApp, type TestApp } from '../support/app'
import { DATABASE, newSite } from '../support/sites'
import { RECORD_TABLES } from '../support/record-checker/load-rows'
import { controlSeed, createNaiveTables, runNaiveRounds } from './naive-record'
import { RaceTally } from './race-tally'
import { ISOLATIONS, type Isolation } from './round-plans'
import { prepareGround, type RaceGround } from './round-subjects'
import { runRounds, type JudgedRound } from './round-runner'
import { POSTGRES_SQL, SQLITE_SQL } from './sql-acts'
import { openSqlClients, type SqlClients } from './sql-clients'

/**
 * `RACE_ROUNDS` sets how many rounds are played in all, `RACE_SEED` what they are; `RACE_ROUND`
 * plays a single one of them again. `RACE_REPORT` names a file that is told of the progress.
 */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 300)
const SEED = process.env.RACE_SEED ?? 'comment-period'
const ONE = process.env.RACE_ROUND === undefined ? null : Number(process.env.RACE_ROUND)
const CONTROL_ROUNDS = Math.max(40, Math.round(ROUNDS / 20))
/** Enough that every race happens on both paths. */
const ENOUGH = 300

const SQL = {
  ...(DATABASE === 'sqlite' ? SQLITE_SQL : POSTGRES_SQL),
  t: RECORD_TABLES,
}

/** On PostgreSQL the application itself runs at the level in question; SQLite knows one. */
const SERVERS: readonly { readonly name: string; readonly isolations: readonly Isolation[] }[] =
  DATABASE === 'sqlite'
    ? [{ name: 'SQLite', isolations: ISOLATIONS.sqlite }]
    : ISOLATIONS.postgres.map((level) => ({ name: level, isolations: [level] }))

function report(line: object): void {
  const { RACE_REPORT } = process.env
  if (RACE_REPORT !== undefined) appendFileSync(RACE_REPORT, `${JSON.stringify(line)}\n`)
}

/** Once in five hundred rounds: only a soak has that many. */
function tellProgress(name: string, played: number, of: number): void {
  if (played - lastTold < 500 && played < of) return
  lastTold = played < of ? played : 0
  process.stdout.write(`${name}: ${String(played)} of ${String(of)} rounds\n`)
}
let lastTold = 0

/** What stands for a violation in a failed expectation: enough to play it again. */
const described = ({ plan, violations, history }: JudgedRound) =>
  violations.map(
    ({ invariant, what }) =>
      `${invariant} ${what} [RACE_SEED=${SEED} RACE_ROUND=${String(plan.round)}: ${plan.race} by ${plan.path}, ${plan.isolation}; ${history.map(({ act, door, outcome }) => `${act}/${door} ${outcome.kind === 'refused' ? outcome.code : outcome.kind}`).join(', ')}]`,
  )

const TALLIES: RaceTally[] = []

describe.each(SERVERS)('races under $name', ({ name, isolations }) => {
  let app: TestApp
  let ground: RaceGround
  let clients: SqlClients
  const share = Math.ceil(ROUNDS / SERVERS.length)
  const tally = new RaceTally()
  TALLIES.push(tally)

  beforeAll(async () => {
    const site = await newSite()
    const [level] = isolations
    app = await bootApp(
      DATABASE === 'sqlite'
        ? site
        : {
            ...site,
            environment: {
              ...site.environment,
              DATABASE_URL: withIsolation(site.environment.DATABASE_URL ?? '', level ?? ''),
            },
          },
    )
    ground = await prepareGround(app, SQL)
    clients = openSqlClients(app)
  })
  afterAll(async () => {
    await clients.stop()
    await app.stop()
  })

  test(
    'leave every record as its invariants say',
    async () => {
      process.stdout.write(`races under ${name}: RACE_SEED=${SEED}\n`)
      if (DATABASE === 'postgres') {
        const answer = (await app.knex.raw('SHOW transaction_isolation')) as { rows: unknown[] }
        expect(answer.rows).toEqual([{ transaction_isolation: name }])
      }
      const rounds = ONE === null ? Array.from({ length: share }, (_, index) => index) : [ONE]
      const broken: string[] = []
      await runRounds(ground, clients, SEED, rounds, isolations, (judged) => {
        for (const round of judged) {
          tally.add(round)
          broken.push(...described(round))
        }
        tellProgress(name, tally.total('rounds'), rounds.length)
      })
      report({ kind: 'tally', name, lines: tally.lines, broken: broken.slice(0, 50) })
      expect(broken).toEqual([])
      expect(tally.total('rounds')).toBe(rounds.length)
    },
    120_000 + share * 1_000,
  )

  test(
    'break a record that checks first and writes later',
    async () => {
      await createNaiveTables(app)
      const seed = controlSeed(SEED)
      const rounds = Array.from({ length: CONTROL_ROUNDS }, (_, index) => index)
      const found = await runNaiveRounds(app, clients, SQL, seed, rounds, isolations)
      const kinds = [...new Set(found.map(({ invariant }) => invariant))].sort()
      report({ kind: 'control', name, violations: found.length, kinds })
      expect(found.length).toBeGreaterThan(0)
      expect(kinds).toEqual(expect.arrayContaining(['I5']))
    },
    120_000 + CONTROL_ROUNDS * 1_000,
  )
})

test('the races let enough through that the invariants had something to hold', () => {
  if (ONE !== null || ROUNDS < ENOUGH) return
  const all = TALLIES.flatMap((tally) => tally.lines)
  for (const path of ['service', 'sql']) {
    const lines = all.filter((line) => line.path === path)
    expect(new Set(lines.map((line) => line.race)).size).toBe(7)
    for (const count of ['issues', 'extensions', 'comments', 'exposures'] as const) {
      const n = lines.reduce((sum, line) => sum + line[count], 0)
      expect({ path, count, some: n > 0 }).toEqual({ path, count, some: true })
    }
  }
})

/** Every connection of the application begins its transactions at this level. */
function withIsolation(url: string, level: string): string {
  const options = `-c default_transaction_isolation=${level.replaceAll(' ', '\\ ')}`
  return `${url}?options=${encodeURIComponent(options)}`
}
