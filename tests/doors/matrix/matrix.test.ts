import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import type { Core } from '@strapi/strapi'
import { bootApp, type TestApp } from '../../support/app'
import { DATABASE, newSite, removeSite, type Site } from '../../support/sites'
import { ATTACKS, type Attack } from './attacks'
import { DOORS } from './doors/index'
import { mountCoreRoutes } from './doors/content-api'
import { existsOn, expectedOutcome, isTried, type Door, type Tried } from './doors'
import { earlyIssues } from './early-issues'
import { startNeighbour, type Neighbour } from './neighbour'
import { outcomeOf } from './outcomes'
import { contentOf, lossSince, recordOf, sizeOf } from './record'
import { aDocket, anOwnDocket, aStage, type Docket, type Stage } from './stage'

let site: Site
let app: TestApp
let neighbour: Neighbour
let stage: Stage

interface ReportedCell {
  readonly door: string
  readonly attack: string
  readonly database: string
  readonly outcome: 'refused' | 'harmless' | 'failed' | 'inexpressible'
  readonly code: string | null
}

const report: ReportedCell[] = []
let early: number | null = null

/** Review Workflows' own middleware runs an update twice; this one does so for the types named. */
function runTwice(strapi: Core.Strapi, twice: Set<string>): void {
  strapi.documents.use(async (context, next) => {
    if (context.action === 'update' && twice.has(context.uid)) await next()
    return next()
  })
}

beforeAll(async () => {
  process.env.TEST_WITH_GRAPHQL = 'true'
  site = await newSite()
  const twice = new Set<string>()
  app = await bootApp(site, {
    beforeMount: (strapi) => {
      mountCoreRoutes(strapi)
      runTwice(strapi, twice)
    },
  })
  neighbour = await startNeighbour(site)
  stage = await aStage(site, app, neighbour, twice)
})

afterAll(async () => {
  const { MATRIX_REPORT } = process.env
  if (MATRIX_REPORT !== undefined && MATRIX_REPORT !== '') {
    const place = new Map(DOORS.map(({ name }, at) => [name, at]))
    const cells = report.sort((a, b) => (place.get(a.door) ?? 0) - (place.get(b.door) ?? 0))
    const whole = {
      database: DATABASE,
      attacks: ATTACKS.map(({ id }) => id),
      earlyIssues: early,
      cells,
    }
    writeFileSync(MATRIX_REPORT, `${JSON.stringify(whole, null, 1)}\n`)
  }
  await neighbour.stop()
  await app.stop()
  await removeSite(site)
})

/** A twin proves its call once for all attacks that it stands beside. */
const proven = new Map<object, Promise<void>>()

function prove({ twin }: Tried): Promise<void> {
  const run = proven.get(twin) ?? twin.run(stage)
  proven.set(twin, run)
  return run
}

/** Dockets that an attack left without a trace, to be attacked again. */
const untouched = new Map<string, Docket[]>()

async function tryCell(cell: Tried, attack: Attack): Promise<string> {
  const kind = attack.id === 'weaken-rule' ? 'own' : attack.on
  const build = () => (kind === 'own' ? anOwnDocket(stage) : aDocket(stage, kind))
  const docket = cell.on ? await cell.on(stage) : (untouched.get(kind)?.pop() ?? (await build()))
  const content = await contentOf(app, docket)
  await cell.prepare?.({ stage, docket })
  const before = await recordOf(app, docket)
  const size = await sizeOf(app)
  const outcome = await outcomeOf(() => cell.attack({ stage, docket }))
  expect(await recordOf(app, docket)).toEqual(before)
  expect(await lossSince(app, size)).toEqual([])
  if (
    cell.on === undefined &&
    outcome !== 'accepted' &&
    (await contentOf(app, docket)) === content
  ) {
    untouched.set(kind, [...(untouched.get(kind) ?? []), docket])
  }
  return outcome === 'accepted' ? 'harmless' : outcome
}

const doorsHere = DOORS.filter((door) => existsOn(door, DATABASE))

describe.each(doorsHere.map((door) => [door.name, door] as const))('%s', (_name, door: Door) => {
  const line = (attack: Attack, outcome: ReportedCell['outcome'], code: string | null) =>
    report.push({ door: door.name, attack: attack.id, database: DATABASE, outcome, code })

  for (const attack of ATTACKS) {
    const cell = door.cells[attack.id]
    if (!isTried(cell)) {
      line(attack, 'inexpressible', null)
      continue
    }
    test(attack.title, async () => {
      try {
        const outcome = await tryCell(cell, attack)
        expect(outcome).toBe(expectedOutcome(cell, DATABASE))
        await prove(cell)
        const harmless = outcome === 'harmless'
        line(attack, harmless ? 'harmless' : 'refused', harmless ? null : outcome)
      } catch (cause) {
        line(attack, 'failed', null)
        throw cause
      }
    })
  }
})

describe('after every attack on every door', () => {
  test('no draft of the whole database was issued early', async () => {
    const found = await earlyIssues(app.knex)
    early = found.length
    expect(found).toEqual([])
  })
})
