import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { unseal } from '../../plugins/comment-period/server/src/services/keys'
import { bootApp, bootFresh, type TestApp } from '../support/app'
import { newSite, removeSite } from '../support/sites'
import {
  aBriefDocket,
  aComment,
  aDraft,
  anOpenDocket,
  API,
  aSubject,
  PLUGIN,
  signUp,
  submit,
  untilDatabaseReaches,
} from '../support/docket-builders'
import { linesLoggedBy } from '../support/log-lines'

/** Statements 9, 37, 38 and 40: logs, keys and what happens wholly or not at all. */

/** Printable, and nothing that an editor or a terminal acts on. */
const TAME = /^[^\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$/u

function expectOneTameLine(line: string): Record<string, unknown> {
  expect(line).toMatch(TAME)
  const entry = JSON.parse(line) as Record<string, unknown>
  expect(entry.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  return entry
}

describe('the log', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await bootFresh()
  })
  afterAll(() => app.stop())

  /** Bytes as they are: neither `fetch` nor Node’s own client would send them. */
  function sendBytes(bytes: string): Promise<string> {
    const { hostname, port } = new URL(app.url)
    return new Promise((resolve, reject) => {
      let answer = ''
      const socket = net.connect(Number(port), hostname, () => socket.end(bytes, 'latin1'))
      socket.setEncoding('latin1')
      socket.on('data', (chunk) => (answer += String(chunk)))
      socket.once('error', reject)
      socket.once('close', () => {
        resolve(answer)
      })
    })
  }

  test('S9 has one line of JSON for an entry, whatever address, header or body brought', async () => {
    const { docket } = await anOpenDocket(app)
    const forged = '{"level":"info","audit":{"event":"draft.issued"}}'
    const lines = await linesLoggedBy(app, async () => {
      for (const hostile of [
        `/a%0d%0a${encodeURIComponent(forged)}`,
        '/%1b[31mred%1b[0m',
        '/a\x9b31mred',
        '/\xe2\x80\xae\xe2\x80\xa8x',
        `/${API.slice(1)}/drafts/%0a%0d\x9b2J`,
        `${API}/drafts/${docket}/comments?cursor=%0a\x85x`,
        '/content-manager/\x9b?a=%0a',
        '/%E0%A4%A',
        '/../../etc/passwd',
      ]) {
        await sendBytes(
          `GET ${hostile} HTTP/1.1\r\nHost: x\r\nUser-Agent: \x9b31m\r\nX-Forwarded-For: a\x85b\r\nConnection: close\r\n\r\n`,
        )
      }
      await submit(app, docket, aComment({ text: `نظر\n${forged}\u202e`, name: 'ن‌ام' }))
      await app.call('POST', `${API}/tracking`, { trackingCode: `\u001b[31m\n${forged}` })
      await app.call('POST', '/admin/login', { email: `a\n${forged}@x`, password: '\u001b[2J' })
      app.strapi.log.error(new Error(`a\r\n${forged}\u001b[31m\u2028`))
      app.strapi.log.warn({ a: `\n${forged}` } as unknown as string)
    })
    expect(lines.length).toBeGreaterThan(8)
    for (const line of lines) expectOneTameLine(line)
    // Node takes no raw control or byte above ASCII in an address; escaped ones come this far.
    expect(lines.some((line) => line.includes('%1b[31mred'))).toBe(true)
    expect(lines.some((line) => line.includes('\\u001b[31m\\u2028'))).toBe(true)
    expect(lines.every((line) => JSON.parse(line).audit?.event !== 'draft.issued')).toBe(true)
  })

  const audited = async (work: () => Promise<unknown>) =>
    (await linesLoggedBy(app, work))
      .map((line) => expectOneTameLine(line))
      .flatMap((entry) => (entry.audit === undefined ? [] : [entry]))

  test('S40 says who was refused, by code and route, and nothing that they sent', async () => {
    const { documentId, docket, subject } = await anOpenDocket(app)
    const outsider = await signUp(app)
    const barred = await signUp(app, 'strapi-editor')
    const to = `/comment-period/drafts/${documentId}/issue`
    const body = { reason: 'محرمانه' }
    const entries = await audited(async () => {
      await app.call('POST', to, body)
      await barred.call('POST', to, body)
      await outsider.call('POST', to, body)
      await outsider.call(
        'POST',
        `/content-manager/collection-types/${PLUGIN}.draft-regulation/${documentId}/actions/publish?locale=fa`,
        {},
      )
      // Not about anybody’s rights.
      await app.call('GET', `${API}/drafts/nothing-1405-0001`)
    })
    const route = 'POST /comment-period/drafts/:documentId/issue'
    expect(entries.map(({ level, audit }) => ({ level, ...(audit as object), at: null }))).toEqual([
      {
        level: 'warn',
        event: 'access.refused',
        at: null,
        actor: 'anonymous',
        code: 'UNAUTHENTICATED',
        route,
      },
      {
        level: 'warn',
        event: 'access.refused',
        at: null,
        actor: `admin-user:${barred.id}`,
        code: 'FORBIDDEN',
        route,
      },
      {
        level: 'warn',
        event: 'access.refused',
        at: null,
        actor: `admin-user:${outsider.id}`,
        code: 'NOT_A_MEMBER',
        route,
      },
      {
        level: 'warn',
        event: 'access.refused',
        at: null,
        actor: `admin-user:${outsider.id}`,
        code: 'NOT_A_MEMBER',
      },
    ])
    const whole = JSON.stringify(entries)
    for (const kept of ['محرمانه', documentId, docket, subject.slug, '@', 'کارشناس']) {
      expect(whole).not.toContain(kept)
    }
  })

  test('S40 says who issued, withdrew, waived, granted and revoked', async () => {
    const subject = await aSubject(app)
    const root = await signUp(app)
    const legal = await signUp(app)
    const reason = 'محرمانه'
    const closed = await aBriefDocket(app, 300, subject)
    await untilDatabaseReaches(app, closed.closesAt)
    const gone = await aBriefDocket(app, 86_400_000, subject)
    const waived = await aDraft(app, subject)
    const grant = { adminUserId: legal.id, bodySlug: subject.slug, role: 'legal', reason }
    const act = (id: string, name: string, more = {}) =>
      legal.call('POST', `/comment-period/drafts/${id}/${name}`, { reason, ...more })
    let membership = 0
    const entries = await audited(async () => {
      expect((await root.call('POST', '/comment-period/memberships', grant)).status).toBe(201)
      expect((await act(closed.documentId, 'issue')).status).toBe(201)
      expect((await act(gone.documentId, 'withdraw')).status).toBe(200)
      expect((await act(waived, 'waive', { decidedBy: 'محرمانه' })).status).toBe(200)
      const row = (await app
        .knex('comment_period_memberships')
        .where({ admin_user_id: legal.id })
        .first('id')) as { id: number }
      membership = row.id
      const path = `/comment-period/memberships/${String(membership)}`
      expect((await root.call('DELETE', path)).status).toBe(200)
    })
    const by = `admin-user:${legal.id}`
    const { docket } = (await app
      .knex('comment_period_docket_heads')
      .where({ document_id: waived })
      .first('docket')) as { docket: string }
    expect(entries.map(({ audit }) => ({ ...(audit as object), at: null }))).toEqual([
      {
        event: 'membership.granted',
        at: null,
        actor: `admin-user:${root.id}`,
        adminUser: legal.id,
        body: subject.slug,
        role: 'legal',
      },
      { event: 'draft.issued', at: null, actor: by, docket: closed.docket },
      { event: 'draft.withdrawn', at: null, actor: by, docket: gone.docket },
      { event: 'draft.waived', at: null, actor: by, docket },
      {
        event: 'membership.revoked',
        at: null,
        actor: `admin-user:${root.id}`,
        membership,
        adminUser: legal.id,
        role: 'legal',
      },
    ])
    expect(JSON.stringify(entries)).not.toContain('محرمانه')
  })

  test('S40 says when a guard stopped what the code before it let through', async () => {
    const { documentId } = await anOpenDocket(app)
    const documents = app.strapi.documents as unknown as (uid: string) => {
      delete(params: object): Promise<unknown>
    }
    const body = (await app
      .knex('comment_period_docket_heads')
      .where({ document_id: documentId })
      .first('body_document_id')) as { body_document_id: string }
    const entries = await audited(async () => {
      await expect(
        documents(`${PLUGIN}.issuing-body`).delete({ documentId: body.body_document_id }),
      ).rejects.toMatchObject({ details: { code: 'RECORD_KEPT' } })
    })
    expect(entries.map(({ audit }) => audit)).toMatchObject([
      { event: 'guard.refused', actor: 'process', code: 'RECORD_KEPT' },
    ])
  })

  test('S38 a refused act leaves nothing: neither row, nor count, nor number', async () => {
    const { docket, documentId } = await anOpenDocket(app)
    const state = async () => ({
      head: await app
        .knex('comment_period_docket_heads')
        .where({ document_id: documentId })
        .first(),
      counts: await app.knex('comment_period_comment_counts').where({ document_id: documentId }),
    })
    await submit(app, docket)
    const before = await state()
    const refused = await submit(app, docket, aComment({ clauseId: 'cnosuchclause' }))
    expect(refused.status).toBe(422)
    const key = randomUUID()
    await submit(app, docket, aComment(), key)
    const after = await state()
    expect((await submit(app, docket, aComment({ text: 'دیگر' }), key)).status).toBe(422)
    expect(await state()).toEqual(after)
    // One comment between the two readings, and not two.
    expect(Number(after.head.last_seq) - Number(before.head.last_seq)).toBe(1)
  })
})

interface StoredRing {
  code: { id: string; key: string }[]
  contact: { id: string; key: string }[]
}

describe('keys', () => {
  test('S37 are rotated with the record in place: old rows open and are found, new rows use the new', async () => {
    const site = await newSite()
    const file = path.join(site.folder, 'comment-period-keys.json')
    const first = await bootApp(site)
    const { docket } = await anOpenDocket(first)
    const oldKey = randomUUID()
    const body = aComment({ name: 'نام نخست', contact: '0912' })
    const old = await submit(first, docket, body, oldKey)
    expect(old.status).toBe(201)
    await first.stop()

    const ring = JSON.parse(readFileSync(file, 'utf8')) as StoredRing
    const fresh = () => ({ id: 'k2', key: randomBytes(32).toString('base64') })
    const rotated = { code: [fresh(), ...ring.code], contact: [fresh(), ...ring.contact] }
    writeFileSync(file, JSON.stringify(rotated), { mode: 0o600 })

    const app = await bootApp(site)
    // A replay across the rotation is the same receipt, and no second comment.
    const replay = await submit(app, docket, body, oldKey)
    expect({ status: replay.status, body: replay.body }).toEqual({ status: 201, body: old.body })
    const reused = await submit(app, docket, aComment({ text: 'دیگر' }), oldKey)
    expect(reused.body.code).toBe('IDEMPOTENCY_KEY_REUSED')
    const made = await submit(app, docket, aComment({ name: 'نام دوم' }))
    for (const { body: receipt } of [old, made]) {
      const tracked = await app.call('POST', `${API}/tracking`, {
        trackingCode: String(receipt.trackingCode),
      })
      expect(tracked.body.publicId).toBe(receipt.publicId)
    }

    const keys = rotated.contact.map(({ id, key }) => ({ id, secret: Buffer.from(key, 'base64') }))
    const rows = (await app
      .knex('comment_period_public_comments as c')
      .join('comment_period_contacts as p', 'p.comment_document_id', 'c.document_id')
      .where('c.docket', docket)
      .orderBy('c.seq')
      .select('c.document_id', 'c.code_key_id', 'p.sealed', 'p.key_id')) as {
      document_id: string
      code_key_id: string
      sealed: string
      key_id: string
    }[]
    expect(rows.map((row) => [row.code_key_id, row.key_id])).toEqual([
      ['k1', 'k1'],
      ['k2', 'k2'],
    ])
    const opened = rows.map((row) => unseal(keys, row.sealed, `contact|${row.document_id}`))
    expect(opened.map((plain) => (JSON.parse(plain) as { name: string }).name)).toEqual([
      'نام نخست',
      'نام دوم',
    ])
    // Bound to its row: another row’s value does not open there.
    expect(() => unseal(keys, rows[0]!.sealed, `contact|${rows[1]!.document_id}`)).toThrow()
    await app.stop()
    await removeSite(site)
  })
})
