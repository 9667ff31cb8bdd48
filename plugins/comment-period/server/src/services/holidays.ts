import type { CertifiedRule } from '../../../domain/exposure-certificate'
import type { HolidaysOut } from '../../../contracts/holidays'
import { dayOf } from '../../../domain/calendar-day'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import { rolesAllow, type Standing } from '../../../domain/membership'
import { PERIOD_UNITS, type PeriodRule, type PeriodUnit } from '../../../domain/period-rule'
import { phaseAt } from '../../../domain/phase'
import { proposedExtension } from '../../../domain/proposed-extension'
import { solarYearAt, solarYearOf } from '../../../domain/solar-hijri'
import type { WorkingCalendar } from '../../../domain/working-days'
import { readDatabaseClock } from '../database/clock'
import { findBody, listBodies, type IssuingBody } from '../repositories/bodies'
import { listRunningHeads } from '../repositories/docket-heads'
import {
  changeHoliday,
  findHoliday,
  listHolidays as listKept,
  loadCalendar,
  type KeptHoliday,
} from '../repositories/holidays'
import { standingsOf } from '../repositories/memberships'
import { lockRules } from '../repositories/rule-revisions'
import { connectionOf, inTransaction, type Strapi } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { audit } from './audit-log'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { parseDay } from './typed-days'

/** In whose calendar a year begins where no body is meant. */
const ZONE = 'Asia/Tehran'
const MOST_PERIODS = 500

/** The holidays of a year, and which open periods of whose asks the calendar would now move. */
export async function listHolidays(
  runtime: Runtime,
  asked: { year?: number | undefined },
): Promise<HolidaysOut> {
  const { strapi } = runtime
  const now = await readDatabaseClock(connectionOf(strapi))
  const year = asked.year ?? solarYearAt(now, ZONE)
  const kept = await listKept(strapi)
  return {
    year,
    years: countedYears(kept),
    items: kept.filter(({ on }) => solarYearOf(on) === year),
    proposals: await proposals(runtime, now),
  }
}

/** A holiday in a year that no calendar knows is in none of them; it moves no period either. */
function countedYears(kept: readonly KeptHoliday[]): HolidaysOut['years'] {
  const known = kept.flatMap(({ on, certainty }) => {
    const year = solarYearOf(on)
    return year === null ? [] : [{ year, certainty }]
  })
  return [...new Set(known.map(({ year }) => year))].sort().map((year) => {
    const its = known.filter((each) => each.year === year)
    const confirmed = its.filter(({ certainty }) => certainty === 'confirmed').length
    return { year, confirmed, provisional: its.length - confirmed }
  })
}

async function proposals(runtime: Runtime, now: Instant): Promise<HolidaysOut['proposals']> {
  const { strapi } = runtime
  const bodies = await bodiesOfAsker(strapi)
  const calendars = new Map<string, WorkingCalendar>()
  const ids = [...bodies.keys()]
  const heads = await listRunningHeads(connectionOf(strapi), ids, MOST_PERIODS)
  const proposed: HolidaysOut['proposals'] = []
  for (const { bodyId, docket, documentId } of heads) {
    const theirs = bodies.get(bodyId)
    const snapshot = await runtime.snapshotOf(docket)
    if (snapshot === null || theirs === undefined) continue
    const { body, standings } = theirs
    const { state, latest } = snapshot
    const closesAt = state.effectiveClose
    // A suspended period is moved over closed days when it is resumed.
    if (latest === null || closesAt === null || phaseAt(state, now) !== 'open') continue
    const calendar = calendars.get(bodyId) ?? (await loadCalendar(strapi, body))
    calendars.set(bodyId, calendar)
    const rule = ruleOf(latest.snapshot.winningRule)
    const close = proposedExtension({ openedAt: latest.openedAt, closesAt, rule }, calendar)
    if (close === null || close.lastDayOn === null) continue
    proposed.push({
      documentId,
      docket,
      title: readLegalText(latest.content).title,
      body: body.name,
      lastDayOn: dayOf(closesAt - 1, calendar.zone),
      closesAt: toIsoUtc(closesAt),
      proposedLastDayOn: close.lastDayOn,
      proposedClosesAt: toIsoUtc(close.closesAt),
      mayExtend:
        standings === null ||
        rolesAllow(
          standings.map(({ role }) => role),
          'extend',
        ),
    })
  }
  return proposed
}

interface AskersBody {
  readonly body: IssuingBody
  /** `null` for a token or a process, which has no memberships. */
  readonly standings: readonly Standing[] | null
}

async function bodiesOfAsker(strapi: Strapi): Promise<ReadonlyMap<string, AskersBody>> {
  const actor = currentActor(strapi)
  const bodies = await listBodies(strapi)
  if (actor.kind !== 'admin-user') {
    return new Map(bodies.map((body) => [body.id, { body, standings: null }]))
  }
  const theirs = await standingsOf(strapi, connectionOf(strapi), Number(actor.id))
  return new Map(
    bodies.flatMap((body) => {
      const standings = theirs.get(body.id) ?? []
      return standings.length === 0 ? [] : [[body.id, { body, standings }] as const]
    }),
  )
}

/** A snapshot's rule by which days can be counted. */
function ruleOf(snapshot: CertifiedRule | null): PeriodRule | null {
  if (snapshot === null || !(PERIOD_UNITS as readonly string[]).includes(snapshot.unit)) return null
  return {
    ...snapshot,
    unit: snapshot.unit as PeriodUnit,
    monthMeans: snapshot.monthMeans === 'solar-hijri-month' ? 'solar-hijri-month' : 'thirty-days',
    force: snapshot.force === 'discretionary' ? 'discretionary' : 'mandatory',
  }
}

/** Makes a provisional holiday a certain one, on its day or on the one that it turned out to be. */
export async function confirmHoliday(
  { strapi }: Runtime,
  documentId: string,
  input: { on?: string | undefined; source: string },
): Promise<{ documentId: string; on: string }> {
  const on = await inTransaction(strapi, async (db) => {
    await lockRules(db)
    const holiday = (await findHoliday(strapi, documentId)) ?? refuse('HOLIDAY_UNKNOWN')
    if (holiday.certainty === 'confirmed') return refuse('HOLIDAY_CONFIRMED')
    const body = holiday.body === null ? null : await findBody(strapi, { slug: holiday.body })
    if (body !== null) await assertMember(db, currentActor(strapi), body.id, 'rule')
    const day = input.on === undefined ? holiday.on : parseDay(input.on)
    await changeHoliday(strapi, documentId, {
      closedOn: day,
      certainty: 'confirmed',
      source: input.source,
    })
    return day
  })
  audit(strapi, 'holiday.confirmed', { holiday: documentId })
  return { documentId, on }
}
