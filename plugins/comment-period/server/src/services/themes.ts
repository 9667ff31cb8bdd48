import type { ThemeCommentsOut, ThemesOut } from '../../../contracts/themes'
import type { CommentState, Disposition } from '../../../domain/comment'
import { toIsoUtc } from '../../../domain/instant'
import { rolesAllow, respondsFor } from '../../../domain/membership'
import { MOST_THEMES, themesOf, titlesOf, type PlacementAct } from '../../../domain/themes'
import { findGrounds } from '../repositories/change-grounds'
import { findByPublicId, type CommentRecord } from '../repositories/comments'
import { actorName, toNumber, toTextOrNull } from '../repositories/row-values'
import {
  countUnderThemes,
  findNamings,
  findPlacements,
  findThemeAnswers,
  insertPlacement,
  insertTheme,
  insertThemeAnswer,
  listUnderTheme,
} from '../repositories/themes'
import type { Db } from '../strapi-types'
import { tieClauses } from './change-grounds'
import { isSeq, readCursor, writeCursor } from './cursors'
import { actOnDocket, readableHead } from './docket-acts'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { timeSlices } from './time-slices'

const PAGE = 50

/** Names the next theme of a docket. */
export function nameTheme(
  runtime: Runtime,
  documentId: string,
  { title, reason }: { title: string; reason: string },
) {
  return actOnDocket(runtime, documentId, 'theme', async ({ db, actor, at }) => {
    const theme = titlesOf(await findNamings(db, documentId)).size + 1
    if (theme > MOST_THEMES) return refuse('THEMES_TOO_MANY', { limit: MOST_THEMES })
    await insertTheme(db, documentId, { theme, title, reason }, { at, actor })
    return { theme, title, at: toIsoUtc(at) }
  })
}

/** Gives a theme another title; the earlier one stays in the record. */
export function retitleTheme(
  runtime: Runtime,
  documentId: string,
  theme: number,
  { title, reason }: { title: string; reason: string },
) {
  return actOnDocket(runtime, documentId, 'theme', async ({ db, actor, at }) => {
    await assertTheme(db, documentId, theme)
    await insertTheme(db, documentId, { theme, title, reason }, { at, actor })
    return { theme, title, at: toIsoUtc(at) }
  })
}

/** Puts comments under a theme, or takes them from it: all of them, or none where one is unknown. */
export function placeComments(
  runtime: Runtime,
  documentId: string,
  theme: number,
  input: { publicIds: readonly string[]; act: PlacementAct; reason: string },
) {
  return actOnDocket(runtime, documentId, 'theme', async ({ db, actor, at }) => {
    await assertTheme(db, documentId, theme)
    const comments: CommentRecord[] = []
    for (const publicId of new Set(input.publicIds)) {
      const comment = await findByPublicId(runtime.strapi, db, publicId)
      if (comment?.draftDocumentId !== documentId) return refuse('COMMENT_UNKNOWN', { publicId })
      comments.push(comment)
    }
    const placements = await findPlacements(
      db,
      comments.map((comment) => comment.documentId),
    )
    const moving = comments.filter(({ documentId: id }) => {
      const isUnder = themesOf(placements.get(id) ?? []).has(theme)
      return isUnder === (input.act === 'removed')
    })
    const placed = { theme, act: input.act, reason: input.reason }
    const slices = timeSlices()
    for (const comment of moving) {
      await slices.turn()
      await insertPlacement(db, comment, placed, { at, actor })
    }
    return { theme, moved: moving.length, at: toIsoUtc(at) }
  })
}

/** Answers every comment under a theme at once, those that are put there later included. */
export function answerTheme(
  runtime: Runtime,
  documentId: string,
  theme: number,
  input: {
    text: string
    disposition: Disposition
    changedClauses?: readonly string[] | undefined
    reason: string
  },
) {
  return actOnDocket(runtime, documentId, 'respond', async (acting) => {
    const { db, actor, at } = acting
    await assertTheme(db, documentId, theme)
    const { text, disposition, reason } = input
    await insertThemeAnswer(db, documentId, { theme, text, disposition, reason }, { at, actor })
    await tieClauses(runtime, acting, input.changedClauses ?? [], { theme, comment: null, reason })
    return { theme, disposition, at: toIsoUtc(at) }
  })
}

async function assertTheme(db: Db, documentId: string, theme: number): Promise<void> {
  if (!titlesOf(await findNamings(db, documentId)).has(theme)) refuse('THEME_UNKNOWN', { theme })
}

/** The themes of a docket, with what was said to them. */
export async function listThemes(runtime: Runtime, documentId: string): Promise<ThemesOut> {
  const { db, head, standings } = await readableHead(runtime, documentId)
  const titles = titlesOf(await findNamings(db, documentId))
  const answers = await findThemeAnswers(db, documentId)
  const counts = await countUnderThemes(runtime.strapi, db, documentId)
  const grounds = await findGrounds(db, documentId)
  const roles = standings?.map(({ role }) => role) ?? null
  return {
    docket: head.docket,
    items: [...titles].map(([theme, title]) => ({
      theme,
      title,
      comments: counts.get(theme) ?? 0,
      responses: answers
        .filter((answer) => answer.theme === theme)
        .map(({ text, disposition, reason, at, actor }) => ({
          text,
          disposition,
          reason,
          at: toIsoUtc(at),
          by: actorName(actor),
        })),
      changedClauses: [
        ...new Set(
          grounds.filter((ground) => ground.theme === theme).map(({ clauseId }) => clauseId),
        ),
      ],
    })),
    may: {
      theme: roles === null || rolesAllow(roles, 'theme'),
      respond: standings === null || respondsFor(standings, null),
    },
  }
}

/** A page of the comments under a theme, by their numbers. */
export async function listThemeComments(
  runtime: Runtime,
  documentId: string,
  theme: number,
  cursor: string | undefined,
): Promise<ThemeCommentsOut> {
  const { db } = await readableHead(runtime, documentId)
  await assertTheme(db, documentId, theme)
  const found = await listUnderTheme(runtime.strapi, db, {
    documentId,
    theme,
    after: cursor === undefined ? 0 : readCursor(cursor, isSeq),
    limit: PAGE + 1,
  })
  const page = found.slice(0, PAGE)
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      publicId: String(row.public_id),
      seq: toNumber(row.seq),
      state: row.state as CommentState,
      text: toTextOrNull(row.text),
      receivedAt: toIsoUtc(toNumber(row.received_at)),
    })),
    nextCursor: found.length > PAGE && last !== undefined ? writeCursor(toNumber(last.seq)) : null,
  }
}
