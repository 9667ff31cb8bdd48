import type { CalendarDay } from './calendar-day'
import { findTextFault } from './text-checks'
import { readTypedDay } from './typed-day'
import { foldTypedInput } from './typed-input'

export const HOLIDAY_SCOPES = ['national', 'province', 'body'] as const
export type HolidayScope = (typeof HOLIDAY_SCOPES)[number]
export const HOLIDAY_KINDS = ['official', 'closure'] as const
export type HolidayKind = (typeof HOLIDAY_KINDS)[number]
export const CERTAINTIES = ['confirmed', 'provisional'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** A holiday as a table brings it in, with the line on which it stands there. */
export interface HolidayLine {
  readonly line: number
  readonly on: CalendarDay
  readonly title: string
  readonly scope: HolidayScope
  /** Where the scope is a province. */
  readonly province: string | null
  /** Slug, where the scope is a body. */
  readonly body: string | null
  readonly kind: HolidayKind
  readonly certainty: Certainty
  readonly source: string | null
}

export const HOLIDAY_COLUMNS = [
  'date',
  'title',
  'scope',
  'province',
  'body',
  'kind',
  'certainty',
  'source',
] as const
export type HolidayColumn = (typeof HOLIDAY_COLUMNS)[number]

export const HOLIDAY_PROBLEMS = [
  'missing',
  'unknown-column',
  'column-twice',
  'unreadable',
  'not-of-scope',
  'line-twice',
  'no-such-body',
  'no-such-province',
] as const
export type HolidayProblem = (typeof HOLIDAY_PROBLEMS)[number]

/** What is wrong with one cell; line 1 has the names of the columns. */
export interface HolidayFault {
  readonly line: number
  /** As it is named in the table; empty for the whole line. */
  readonly column: string
  readonly problem: HolidayProblem
}

/** A line of a table of which the cells are told apart already. */
export interface TableLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** Nobody's calendar has more holidays in one table than a year has days. */
export const MOST_HOLIDAY_LINES = 366
const LONGEST_CELL = 255

const NAMES: Readonly<Record<HolidayColumn, readonly string[]>> = {
  date: ['date', 'closedon', 'تاریخ'],
  title: ['title', 'عنوان', 'مناسبت'],
  scope: ['scope', 'دامنه', 'گستره'],
  province: ['province', 'استان'],
  body: ['body', 'دستگاه'],
  kind: ['kind', 'نوع'],
  certainty: ['certainty', 'قطعیت'],
  source: ['source', 'منبع', 'مستند'],
}

const SCOPES: Readonly<Record<string, HolidayScope>> = {
  '': 'national',
  national: 'national',
  سراسری: 'national',
  کشوری: 'national',
  province: 'province',
  استانی: 'province',
  body: 'body',
  دستگاه: 'body',
}

const KINDS: Readonly<Record<string, HolidayKind>> = {
  '': 'official',
  official: 'official',
  رسمی: 'official',
  closure: 'closure',
  موردی: 'closure',
}

const CERTAINTY: Readonly<Record<string, Certainty>> = {
  '': 'confirmed',
  confirmed: 'confirmed',
  قطعی: 'confirmed',
  provisional: 'provisional',
  احتمالی: 'provisional',
}

/**
 * Reads a table of holidays. Its first line names the columns, in Persian or English and in any
 * order; a date and a title are needed, the rest has what holds for most holidays.
 *
 * @returns the lines that can be read, and what is wrong with the others; nothing is left out
 *   unsaid
 * @example
 * readHolidayTable([
 *   { line: 1, cells: ['تاریخ', 'عنوان'] },
 *   { line: 2, cells: ['۱۴۰۵/۰۱/۰۱', 'نوروز'] },
 * ]).holidays[0]?.on // '2026-03-21'
 */
export function readHolidayTable(table: readonly TableLine[]): {
  readonly holidays: readonly HolidayLine[]
  readonly faults: readonly HolidayFault[]
} {
  const [head, ...rows] = table
  if (head === undefined) {
    return { holidays: [], faults: [{ line: 1, column: '', problem: 'missing' }] }
  }
  const columns = head.cells.map(columnNamed)
  const faults = [...headFaults(head, columns)]
  if (faults.length > 0) return { holidays: [], faults }

  const holidays: HolidayLine[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const read = readLine(row, columns)
    if (read.kind === 'faulty') {
      faults.push(...read.faults.map((fault) => ({ ...fault, line: row.line })))
      continue
    }
    const key = holidayKey(read.holiday)
    if (seen.has(key)) {
      faults.push({ line: row.line, column: '', problem: 'line-twice' })
      continue
    }
    seen.add(key)
    holidays.push(read.holiday)
  }
  return { holidays, faults }
}

/** What makes two holidays the same one; two may fall on one day. */
export function holidayKey({
  on,
  title,
  scope,
  province,
  body,
}: Pick<HolidayLine, 'on' | 'title' | 'scope' | 'province' | 'body'>): string {
  return JSON.stringify([on, title, scope, province, body])
}

function columnNamed(cell: string): HolidayColumn | null {
  const name = foldTypedInput(cell).toLowerCase()
  return HOLIDAY_COLUMNS.find((column) => NAMES[column].includes(name)) ?? null
}

function headFaults(
  { line, cells }: TableLine,
  columns: readonly (HolidayColumn | null)[],
): HolidayFault[] {
  const named = cells.map((cell, index) => ({ column: cell, name: columns[index] ?? null }))
  return [
    ...named
      .filter(({ name }) => name === null)
      .map(({ column }) => ({ line, column, problem: 'unknown-column' as const })),
    ...named
      .filter(({ name }, index) => name !== null && columns.indexOf(name) !== index)
      .map(({ column }) => ({ line, column, problem: 'column-twice' as const })),
    ...(['date', 'title'] as const)
      .filter((needed) => !columns.includes(needed))
      .map((column) => ({ line, column, problem: 'missing' as const })),
  ]
}

type ReadLine =
  | { readonly kind: 'read'; readonly holiday: HolidayLine }
  | { readonly kind: 'faulty'; readonly faults: readonly Omit<HolidayFault, 'line'>[] }

function readLine(
  { line, cells }: TableLine,
  columns: readonly (HolidayColumn | null)[],
): ReadLine {
  const faults: Omit<HolidayFault, 'line'>[] = []
  const fault = (column: HolidayColumn, problem: HolidayProblem) => {
    faults.push({ column, problem })
  }
  if (cells.length > columns.length) faults.push({ column: '', problem: 'unreadable' })
  const cell = (column: HolidayColumn) => (cells[columns.indexOf(column)] ?? '').trim()
  const words = (column: HolidayColumn) => {
    const text = cell(column)
    const found = findTextFault(text, {
      maxGraphemes: LONGEST_CELL,
      minGraphemes: 0,
      singleLine: true,
      maxBytes: LONGEST_CELL * 4,
    })
    if (found !== null) fault(column, 'unreadable')
    return text === '' ? null : text
  }
  const choice = <Choice>(column: HolidayColumn, from: Readonly<Record<string, Choice>>) => {
    const typed = foldTypedInput(cell(column)).toLowerCase()
    const chosen = Object.hasOwn(from, typed) ? from[typed] : undefined
    if (chosen === undefined) fault(column, 'unreadable')
    return chosen
  }

  const typed = cell('date')
  const day = readTypedDay(typed)
  if (typed === '') fault('date', 'missing')
  else if (day.kind === 'refused') fault('date', 'unreadable')
  const title = words('title')
  if (title === null) fault('title', 'missing')
  const scope = choice('scope', SCOPES)
  const kind = choice('kind', KINDS)
  const certainty = choice('certainty', CERTAINTY)
  const province = words('province')
  const body = words('body')
  const source = words('source')
  // A province that a national holiday names would be dropped in silence.
  for (const [column, value] of [
    ['province', province],
    ['body', body],
  ] as const) {
    if (scope === column && value === null) fault(column, 'missing')
    if (scope !== undefined && scope !== column && value !== null) fault(column, 'not-of-scope')
  }
  if (
    faults.length > 0 ||
    day.kind === 'refused' ||
    title === null ||
    scope === undefined ||
    kind === undefined ||
    certainty === undefined
  ) {
    return { kind: 'faulty', faults }
  }
  return {
    kind: 'read',
    holiday: { line, on: day.day, title, scope, province, body, kind, certainty, source },
  }
}
