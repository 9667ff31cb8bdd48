import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { statusOf } from '../../../plugins/comment-period/contracts/problem'
import type { RefusalCode } from '../../../plugins/comment-period/domain/refusal'
import { REFUSAL_MESSAGES } from '../../../plugins/comment-period/domain/refusal-messages'

const API = readFileSync(path.resolve(__dirname, '../../../docs/api.md'), 'utf8')
const CODES = Object.keys(REFUSAL_MESSAGES) as RefusalCode[]

/** The list of codes by status, an item for each status. */
const LISTED = new Map(
  [...API.matchAll(/^- (\d{3}): ((?:`[A-Z_]+`[,\s]*)+)/gm)].map(([, status, codes]) => [
    Number(status),
    [...(codes ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code),
  ]),
)

test('every refusal is listed in docs/api.md under the status that it answers, and no other', () => {
  const expected = new Map<number, string[]>()
  for (const code of CODES) {
    const status = statusOf(code)
    expected.set(status, [...(expected.get(status) ?? []), code])
  }
  expect([...LISTED.keys()].sort()).toEqual([...expected.keys()].sort())
  for (const [status, codes] of expected) {
    expect([status, [...(LISTED.get(status) ?? [])].sort()]).toEqual([status, codes.sort()])
  }
})
