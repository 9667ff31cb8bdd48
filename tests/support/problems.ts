import { expect } from '@jest/globals'
import type { RefusalCode } from '../../plugins/comment-period/domain/refusal'
import { REFUSAL_MESSAGES } from '../../plugins/comment-period/domain/refusal-messages'
import type { Answer, TestApp } from './app'

const MEMBERS = ['code', 'detail', 'details', 'status', 'title', 'type']

/** Holds an answer to the one form of every refusal; says nothing about which refusal it is. */
export function expectProblem(answer: Answer): void {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(Object.keys(answer.body).sort()).toEqual(MEMBERS)
  const { code } = answer.body as unknown as { code: RefusalCode }
  const message = REFUSAL_MESSAGES[code]
  expect(message).toBeDefined()
  expect(answer.body).toMatchObject({
    type: `urn:comment-period:refusal:${code}`,
    status: answer.status,
    detail: message.en,
  })
  expect([message.fa, message.en]).toContain(answer.body.title)
  const whole = JSON.stringify(answer.body)
  expect(whole).not.toMatch(/node_modules|\bat .*\.[jt]s:|select |insert into|SQLITE_|pg_/i)
  // What somebody sent must not come back at length.
  expect(whole.length).toBeLessThan(4_000)
}

export function expectRefusal(answer: Answer, status: number, code: RefusalCode): void {
  expect({ status: answer.status, code: answer.body.code, details: answer.body.details }).toEqual({
    status,
    code,
    details: answer.body.details,
  })
  expectProblem(answer)
}

const KEPT = [
  'comment_period_public_comments',
  'comment_period_contacts',
  'comment_period_screenings',
  'comment_period_responses',
  'comment_period_events',
  'comment_period_exposures',
  'comment_period_waivers',
  'comment_period_issuances',
  'comment_period_memberships',
  'comment_period_placements',
  'comment_period_themes',
  'comment_period_theme_responses',
  'comment_period_change_grounds',
  'comment_period_reports',
  'comment_period_exports',
]

/** How many rows stand in every table that a request could have written to. */
export async function countKept(app: TestApp): Promise<Record<string, number>> {
  // In one question: these are counted before and after each of a thousand requests.
  const row = (await app.knex
    .select(Object.fromEntries(KEPT.map((table) => [table, app.knex(table).count('*')])))
    .first()) as Record<string, number | string>
  return Object.fromEntries(KEPT.map((table) => [table, Number(row[table])]))
}
