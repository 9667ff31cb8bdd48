import type { CalendarDay } from '../../../domain/calendar-day'
import type {
  Certainty,
  HolidayKind,
  HolidayLine,
  HolidayScope,
} from '../../../domain/holiday-table'
import type { Holiday, WorkingCalendar } from '../../../domain/working-days'
import { documentsOf, rowsOf, UID, type Row, type Strapi } from '../strapi-types'
import type { IssuingBody } from './bodies'
import { toTextOrNull } from './row-values'

/** The days on which this body works, as known now. */
export async function loadCalendar(strapi: Strapi, body: IssuingBody): Promise<WorkingCalendar> {
  const rows = await rowsOf(strapi, UID.holiday).findMany({
    where: {
      $or: [
        { scope: 'national' },
        { scope: 'province', province: body.province ?? '' },
        { scope: 'body', body: { documentId: body.id } },
      ],
    },
    orderBy: { closedOn: 'asc' },
  })
  const holidays = rows.map((row): Holiday => ({
    on: String(row.closedOn),
    title: String(row.title),
    kind: row.kind === 'closure' ? 'closure' : 'official',
    certainty: row.certainty === 'provisional' ? 'provisional' : 'confirmed',
  }))
  return { zone: body.zone, weeklyClosedDays: body.weeklyClosedDays, holidays }
}

/** A holiday as it is kept, with whose it is. */
export interface KeptHoliday extends Omit<HolidayLine, 'line'> {
  readonly documentId: string
}

export async function listHolidays(strapi: Strapi): Promise<KeptHoliday[]> {
  const rows = await rowsOf(strapi, UID.holiday).findMany({
    populate: ['body'],
    orderBy: [{ closedOn: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toKept)
}

export async function findHoliday(strapi: Strapi, documentId: string): Promise<KeptHoliday | null> {
  const row = await rowsOf(strapi, UID.holiday).findOne({
    where: { documentId },
    populate: ['body'],
  })
  return row === null ? null : toKept(row)
}

/** @param bodyId the document of the body, where the scope is one */
export async function createHoliday(
  strapi: Strapi,
  { on, title, scope, province, kind, certainty, source }: HolidayLine,
  bodyId: string | null,
): Promise<void> {
  await documentsOf(strapi, UID.holiday).create({
    data: {
      closedOn: on,
      title,
      scope,
      province,
      kind,
      certainty,
      source,
      ...(bodyId === null ? {} : { body: bodyId }),
    },
  })
}

export async function changeHoliday(
  strapi: Strapi,
  documentId: string,
  data: {
    readonly closedOn?: CalendarDay
    readonly kind?: HolidayKind
    readonly certainty: Certainty
    readonly source: string | null
  },
): Promise<void> {
  await documentsOf(strapi, UID.holiday).update({ documentId, data })
}

function toKept(row: Row): KeptHoliday {
  const body = row.body as { slug?: unknown } | null | undefined
  return {
    documentId: String(row.documentId),
    on: String(row.closedOn),
    title: String(row.title),
    scope: row.scope as HolidayScope,
    province: toTextOrNull(row.province),
    body: toTextOrNull(body?.slug),
    kind: row.kind === 'closure' ? 'closure' : 'official',
    certainty: row.certainty === 'provisional' ? 'provisional' : 'confirmed',
    source: toTextOrNull(row.source),
  }
}
