import { CsvError, parse } from 'csv-parse/sync'
import type { HolidayImportOut } from '../../../contracts/holidays'
import {
  holidayKey,
  MOST_HOLIDAY_LINES,
  readHolidayTable,
  type HolidayFault,
  type HolidayLine,
  type TableLine,
} from '../../../domain/holiday-table'
import { listBodies, type IssuingBody } from '../repositories/bodies'
import {
  changeHoliday,
  createHoliday,
  listHolidays,
  type KeptHoliday,
} from '../repositories/holidays'
import { lockRules } from '../repositories/rule-revisions'
import { inTransaction, type Db } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { audit } from './audit-log'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What Excel writes in one country or another. */
const DELIMITERS = [',', ';', '\t']

/**
 * Reads a table of holidays and compares it with those that are kept. Saved, it is kept as a whole
 * or, where a line of it cannot be read, not at all; the same table twice changes nothing. A
 * holiday that a table does not name stays: whoever means to remove one does so by itself.
 */
export async function importHolidays(
  { strapi }: Runtime,
  { csv, save }: { csv: string; save: boolean },
): Promise<HolidayImportOut> {
  const table = linesOf(csv)
  const bodies = await listBodies(strapi)
  const read = 'faults' in table ? { holidays: [], ...table } : readHolidayTable(table)
  const faults = [...read.faults, ...read.holidays.flatMap((line) => unknownIn(line, bodies))]
  const sound = read.holidays.filter(({ line }) => faults.every((fault) => fault.line !== line))
  if (!save) return { saved: false, items: compared(sound, await listHolidays(strapi)), faults }
  const [first] = faults
  if (first !== undefined) {
    return refuse('HOLIDAYS_FAULTY', { ...first, faults: faults.length })
  }
  const items = await inTransaction(strapi, async (db) => {
    // Two imports of one table at once would else both find nothing there.
    await lockRules(db)
    await assertMayKeepFor(db, currentActor(strapi), sound, bodies)
    const kept = await listHolidays(strapi)
    const found = compared(sound, kept)
    for (const item of found) {
      if (item.outcome === 'same') continue
      const { kind, certainty, source } = item
      const known = keptAs(item, kept)
      if (known === undefined) await createHoliday(strapi, item, bodyIdOf(item, bodies))
      else await changeHoliday(strapi, known.documentId, { kind, certainty, source })
    }
    return found
  })
  const counted = (outcome: string) => items.filter((item) => item.outcome === outcome).length
  audit(strapi, 'holidays.imported', { made: counted('new'), changed: counted('changed') })
  return { saved: true, items, faults: [] }
}

function linesOf(csv: string): TableLine[] | { readonly faults: readonly HolidayFault[] } {
  try {
    const records = parse(csv, {
      bom: true,
      delimiter: DELIMITERS,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    if (records.length > MOST_HOLIDAY_LINES + 1) {
      return refuse('INPUT_INVALID', {
        field: 'csv',
        problem: `at most ${String(MOST_HOLIDAY_LINES)} lines at once`,
      })
    }
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    // A quotation mark that is never closed, or stands where none may.
    if (!(error instanceof CsvError)) throw error
    return { faults: [{ line: Number(error.lines ?? 1), column: '', problem: 'unreadable' }] }
  }
}

/** A name that no body has would be a holiday of nobody. */
function unknownIn(
  { line, province, body }: HolidayLine,
  bodies: readonly IssuingBody[],
): HolidayFault[] {
  const known = <Value>(value: Value | null, of: (body: IssuingBody) => Value | null) =>
    value === null || bodies.some((each) => of(each) === value)
  return [
    ...(known(province, (each) => each.province)
      ? []
      : [{ line, column: 'province', problem: 'no-such-province' as const }]),
    ...(known(body, (each) => each.slug)
      ? []
      : [{ line, column: 'body', problem: 'no-such-body' as const }]),
  ]
}

function bodyIdOf({ body }: HolidayLine, bodies: readonly IssuingBody[]): string | null {
  return bodies.find(({ slug }) => slug === body)?.id ?? null
}

/** Those of the country and of provinces are nobody's own; those of a body are its law staff's. */
async function assertMayKeepFor(
  db: Db,
  actor: ReturnType<typeof currentActor>,
  holidays: readonly HolidayLine[],
  bodies: readonly IssuingBody[],
): Promise<void> {
  const theirs = new Set(holidays.map((holiday) => bodyIdOf(holiday, bodies)))
  for (const bodyId of theirs) if (bodyId !== null) await assertMember(db, actor, bodyId, 'rule')
}

function keptAs(line: HolidayLine, kept: readonly KeptHoliday[]): KeptHoliday | undefined {
  const key = holidayKey(line)
  return kept.find((each) => holidayKey(each) === key)
}

function compared(
  lines: readonly HolidayLine[],
  kept: readonly KeptHoliday[],
): HolidayImportOut['items'] {
  return lines.map((line) => {
    const known = keptAs(line, kept)
    if (known === undefined) return { ...line, outcome: 'new' }
    const { kind, certainty, source } = known
    const isSame = kind === line.kind && certainty === line.certainty && source === line.source
    return { ...line, outcome: isSame ? 'same' : 'changed' }
  })
}
