import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ATTACHMENT_KINDS } from '../../plugins/comment-period/domain/comment'
import type { RefusalCode } from '../../plugins/comment-period/domain/refusal'
import { bootApp, type Answer, type TestApp } from '../support/app'
import { newSite, removeSite, type Site } from '../support/sites'
import { aPdf } from '../support/crafted-files'
import { signUp, type Staff } from '../support/docket-builders'
import {
  BOUNDARY,
  commentPart,
  filePart,
  formBytes,
  MULTIPART,
  type FormPart,
} from '../support/multipart'
import { expectRefusal } from '../support/problems'
import { sendRaw } from '../support/raw-http'
import { paragraph, wordFile } from '../support/word-files'

let site: Site
let app: TestApp
let editor: Staff
let author: Staff

beforeAll(async () => {
  site = await newSite()
  app = await bootApp(site)
  editor = await signUp(app)
  author = await signUp(app, 'strapi-author')
})
afterAll(async () => {
  await app.stop()
  await removeSite(site)
})

const word = (...lines: string[]) =>
  filePart(
    'پیش‌نویس.docx',
    ATTACHMENT_KINDS.docx,
    wordFile({ body: lines.map((line) => paragraph(line)) }),
  )

function send(
  body: Buffer,
  { token }: Pick<Staff, 'token'> = editor,
  type = MULTIPART,
): Promise<Answer> {
  return sendRaw(app, {
    method: 'POST',
    path: '/comment-period/word-documents',
    headers: {
      'Content-Type': type,
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
    },
    body,
  })
}
const sendParts = (parts: readonly FormPart[], staff?: Pick<Staff, 'token'>) =>
  send(formBytes(parts), staff)

/** What is left in the folder of files that are on their way. */
function leftBehind(): string[] {
  const folder = path.join(site.folder, 'incoming')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
}

test('an editor’s Word document comes back as lines, and nothing of it is kept', async () => {
  const answer = await sendParts([word('آیین‌نامه نمونه', 'ماده ۱ـ متن.')])
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    lines: [{ text: 'آیین‌نامه نمونه' }, { text: 'ماده ۱ـ متن.' }],
    leftOut: [],
  })
  expect(leftBehind()).toEqual([])
})

test('whoever is not signed in, or may not bring texts in, is refused', async () => {
  expectRefusal(await sendParts([word('متن')], { token: '' }), 401, 'UNAUTHENTICATED')
  expectRefusal(await sendParts([word('متن')], author), 403, 'FORBIDDEN')
  expect(leftBehind()).toEqual([])
})

test.each<[string, () => readonly FormPart[], number, RefusalCode]>([
  ['no file', () => [], 400, 'INPUT_INVALID'],
  ['two files', () => [word('یک'), word('دو')], 400, 'INPUT_INVALID'],
  ['a field before it', () => [commentPart({}), word('متن')], 400, 'INPUT_INVALID'],
  [
    'a file of another kind',
    () => [filePart('a.pdf', 'application/pdf', aPdf())],
    422,
    'ATTACHMENT_REFUSED',
  ],
  [
    'a file that only claims to be one',
    () => [filePart('a.docx', ATTACHMENT_KINDS.docx, 'PK\x03\x04 nothing')],
    422,
    'ATTACHMENT_REFUSED',
  ],
  [
    'an empty file',
    () => [filePart('a.docx', ATTACHMENT_KINDS.docx, '')],
    422,
    'ATTACHMENT_REFUSED',
  ],
])('%s instead of one document is refused, and nothing is kept', async (_, parts, status, code) => {
  expectRefusal(await sendParts(parts()), status, code)
  expect(leftBehind()).toEqual([])
})

test('a body that is no form, or ends too early, is refused', async () => {
  expectRefusal(await send(Buffer.from('{}'), editor, 'application/json'), 400, 'INPUT_INVALID')
  const cut = formBytes([word('متن')], `--${BOUNDARY}`)
  expectRefusal(await send(cut), 400, 'BODY_UNREADABLE')
  expect(leftBehind()).toEqual([])
})
