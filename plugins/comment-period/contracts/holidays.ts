import { z } from 'zod'
import {
  CERTAINTIES,
  HOLIDAY_KINDS,
  HOLIDAY_PROBLEMS,
  HOLIDAY_SCOPES,
} from '../domain/holiday-table'
import { instantOut, line, text } from './fields'
import { draftParams } from './staff-acts'

const day = z.iso.date()

const holiday = {
  on: day,
  title: z.string(),
  scope: z.enum(HOLIDAY_SCOPES),
  province: z.string().nullable(),
  /** The slug of a body. */
  body: z.string().nullable(),
  kind: z.enum(HOLIDAY_KINDS),
  certainty: z.enum(CERTAINTIES),
  source: z.string().nullable(),
}

/** `GET /holidays`: those of one Solar Hijri year, and which open periods they would move. */
export const listHolidays = {
  query: z.strictObject({
    year: z
      .string()
      .regex(/^1[1-6]\d{2}$/)
      .transform(Number)
      .optional(),
  }),
  answer: z.strictObject({
    year: z.int(),
    /** Years of which any holiday is known. A provisional one waits for the sighting of the moon. */
    years: z.array(z.strictObject({ year: z.int(), confirmed: z.int(), provisional: z.int() })),
    items: z.array(z.strictObject({ documentId: z.string(), ...holiday })),
    /** Of the bodies in which whoever asks is anything. */
    proposals: z.array(
      z.strictObject({
        documentId: z.string(),
        docket: z.string(),
        title: z.string(),
        body: z.string(),
        lastDayOn: day,
        closesAt: instantOut,
        proposedLastDayOn: day,
        proposedClosesAt: instantOut,
        mayExtend: z.boolean(),
      }),
    ),
  }),
}

/** `POST /holidays/import`: a table is read and compared, and kept where that is asked for. */
export const importHolidays = {
  body: z.strictObject({
    /** CSV with the names of the columns in its first line. */
    csv: text({ maxGraphemes: 65_536, maxBytes: 131_072 }),
    /** Else it is only looked at. */
    save: z.boolean(),
  }),
  answer: z.strictObject({
    saved: z.boolean(),
    items: z.array(
      z.strictObject({
        line: z.int(),
        ...holiday,
        /** Against what is kept already. */
        outcome: z.enum(['new', 'changed', 'same']),
      }),
    ),
    faults: z.array(
      z.strictObject({
        line: z.int(),
        column: z.string(),
        problem: z.enum(HOLIDAY_PROBLEMS),
      }),
    ),
  }),
}

/** `POST /holidays/:documentId/confirmation`: the moon was sighted, on this day or on another. */
export const confirmHoliday = {
  params: draftParams,
  body: z.strictObject({
    /** A day in either calendar, where it is another than was expected. */
    on: line(30).optional(),
    source: line(255),
  }),
  answer: z.strictObject({ documentId: z.string(), on: day }),
}

export type HolidaysOut = z.infer<(typeof listHolidays)['answer']>
export type HolidayImportOut = z.infer<(typeof importHolidays)['answer']>
