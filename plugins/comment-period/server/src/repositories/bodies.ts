import { z } from 'zod'
import { isZone } from '../../../domain/calendar-day'
import type { ScreeningMode } from '../../../domain/comment'
import type { TerminalAct } from '../../../domain/period-rule'
import type { WeeklyClosedDay } from '../../../domain/working-days'
import { toText, toTextOrNull } from './row-values'
import { rowsOf, UID, type Row, type Strapi } from '../strapi-types'

export interface IssuingBody {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly shortName: string | null
  readonly province: string | null
  readonly parentName: string | null
  readonly letterheadLines: readonly string[]
  readonly website: string | null
  readonly portals: readonly { origin: string; title: string }[]
  readonly zone: string
  readonly weeklyClosedDays: readonly WeeklyClosedDay[]
  readonly screening: ScreeningMode
  /** Nothing is issued while a comment has no disposition. */
  readonly answersBeforeIssue: boolean
  readonly legalBasis: string
  readonly legalBasisNote: string | null
  readonly channels: readonly { channel: string; title: string; address: string | null }[]
}

export interface InstrumentKind {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly terminalAct: TerminalAct
}

/** A JSON attribute that holds a list; its shape is what the content type's form lets in. */
function listOf(value: unknown): readonly never[] {
  return Array.isArray(value) ? (value.filter((each) => each !== null) as never[]) : []
}

export function toBody(row: Row): IssuingBody {
  return {
    id: String(row.documentId),
    slug: String(row.slug),
    name: String(row.name),
    shortName: toTextOrNull(row.shortName),
    province: toTextOrNull(row.province),
    parentName: toTextOrNull(row.parentName),
    letterheadLines: listOf(row.letterheadLines),
    website: toTextOrNull(row.website),
    portals: listOf(row.portals),
    zone: String(row.zone),
    weeklyClosedDays: listOf(row.weeklyClosedDays),
    screening: row.screening === 'after' ? 'after' : 'before',
    // A body of before the setting has it on, as every new one.
    answersBeforeIssue: row.answersBeforeIssue !== false && row.answersBeforeIssue !== 0,
    legalBasis: toText(row.legalBasis),
    legalBasisNote: toTextOrNull(row.legalBasisNote),
    channels: listOf(row.channels),
  }
}

export function toKind(row: Row): InstrumentKind {
  return {
    id: String(row.documentId),
    key: String(row.key),
    name: String(row.name),
    terminalAct: row.terminalAct as TerminalAct,
  }
}

const bodyLists = z.object({
  zone: z.string().refine(isZone),
  portals: z.array(z.object({ origin: z.url(), title: z.string() })).nullish(),
  weeklyClosedDays: z
    .array(
      z.object({
        weekday: z.int().min(1).max(7),
        from: z.iso.date().nullish(),
        to: z.iso.date().nullish(),
      }),
    )
    .nullish(),
  letterheadLines: z.array(z.string()).nullish(),
  channels: z
    .array(z.object({ channel: z.string(), title: z.string(), address: z.string().nullish() }))
    .nullish(),
})

/** The first attribute of a body that nobody could read back, or `null`. */
export async function findBodyFault(strapi: Strapi, documentId: string): Promise<string | null> {
  const row = await rowsOf(strapi, UID.body).findOne({ where: { documentId } })
  if (row === null) return null
  const parsed = bodyLists.safeParse(row)
  return parsed.success ? null : String(parsed.error.issues[0]?.path[0] ?? 'body')
}

export async function findBody(
  strapi: Strapi,
  where: { slug: string } | { documentId: string },
): Promise<IssuingBody | null> {
  const row = await rowsOf(strapi, UID.body).findOne({ where })
  return row === null ? null : toBody(row)
}

export async function listBodies(strapi: Strapi): Promise<IssuingBody[]> {
  const rows = await rowsOf(strapi, UID.body).findMany({ orderBy: { slug: 'asc' } })
  return rows.map(toBody)
}

export async function findKind(
  strapi: Strapi,
  where: { key: string },
): Promise<InstrumentKind | null> {
  const row = await rowsOf(strapi, UID.kind).findOne({ where })
  return row === null ? null : toKind(row)
}

export async function listKinds(strapi: Strapi): Promise<InstrumentKind[]> {
  const rows = await rowsOf(strapi, UID.kind).findMany({ orderBy: { key: 'asc' } })
  return rows.map(toKind)
}

export interface ParticipationStrategy {
  readonly title: string
  readonly number: string | null
  readonly letterOn: string | null
  readonly sessionNumber: string | null
  readonly sessionOn: string | null
  readonly approvedBy: string | null
  readonly summary: string | null
  readonly commitments: readonly { clause: string; text: string }[]
}

export async function findStrategy(
  strapi: Strapi,
  bodyId: string,
): Promise<ParticipationStrategy | null> {
  const row = await rowsOf(strapi, UID.strategy).findOne({
    where: { body: { documentId: bodyId }, publishedAt: { $notNull: true } },
    orderBy: { publishedAt: 'desc' },
  })
  if (row === null) return null
  return {
    title: String(row.title),
    number: toTextOrNull(row.number),
    letterOn: toTextOrNull(row.letterOn),
    sessionNumber: toTextOrNull(row.sessionNumber),
    sessionOn: toTextOrNull(row.sessionOn),
    approvedBy: toTextOrNull(row.approvedBy),
    summary: toTextOrNull(row.summary),
    commitments: (listOf(row.commitments) as readonly { clause: string; text: string }[]).map(
      ({ clause, text }) => ({ clause, text }),
    ),
  }
}
