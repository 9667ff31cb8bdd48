import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bootApp, type TestApp } from '../support/app'
import { newSite, removeSite, type Site } from '../support/sites'
import {
  aMember,
  anOpenDocket,
  databaseNow,
  documents,
  submit,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { assignmentRow, T } from '../support/ledger-rows'
import { catchMails, textOfMail, type SmtpCatcher } from '../support/smtp-catcher'

const MAIL_ENVIRONMENT = ['SMTP_HOST', 'SMTP_PORT', 'COMMENT_PERIOD_MAIL_FROM'] as const

let smtp: SmtpCatcher
let site: Site
let app: TestApp
let manager: Staff
let silent: string
let open: Awaited<ReturnType<typeof anOpenDocket>>

beforeAll(async () => {
  smtp = await catchMails()
  const fresh = await newSite()
  const mail = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtp.port),
    COMMENT_PERIOD_MAIL_FROM: 'consultation@example.ir',
  }
  site = { ...fresh, environment: { ...fresh.environment, ...mail } }
  app = await bootApp(site)
  open = await anOpenDocket(app)
  manager = await aMember(app, open.subject)
  await aUnit('legal-office', 'legal@example.ir')
  await aUnit('technical-office', 'technical@example.ir')
  ;({ documentId: silent } = await aUnit('silent-office', null))
})
afterAll(async () => {
  await app.stop()
  await smtp.stop()
  await removeSite(site)
  // Other files of this process boot a host without mail.
  for (const name of MAIL_ENVIRONMENT) Reflect.deleteProperty(process.env, name)
})

function aUnit(key: string, email: string | null) {
  const data = { key, name: `واحد ${key}`, body: open.subject.bodyId, email }
  return documents(app, 'unit').create({ data })
}

interface Job {
  readonly name: string | null
  readonly job: { invoke(): Promise<void> }
}

/** What Strapi does every ten minutes. */
async function runJob(): Promise<void> {
  const jobs = app.strapi.cron.jobs as unknown as readonly Job[]
  await jobs.find(({ name }) => name === 'comment-period-overdue')!.job.invoke()
}

/** A comment whose response by this unit has just become overdue. */
async function overdueAt(unit: string): Promise<string> {
  const publicId = String((await submit(app, open.docket)).body.publicId)
  const comment = (await app.knex(T('public_comments')).where({ public_id: publicId }).first()) as {
    document_id: string
  }
  const due = (await databaseNow(app)) + 5
  const row = await assignmentRow(app, comment.document_id, { to_unit: unit, to_due_at: due })
  await app.knex(T('assignments')).insert(row)
  await app
    .knex(T('public_comments'))
    .where({ document_id: comment.document_id })
    .update({ unit, due_at: due })
  await untilDatabaseReaches(app, due + 1)
  return publicId
}

const mailsTo = (address: string) => smtp.mails.filter(({ to }) => to.includes(address))

describe('a unit with an address', () => {
  test('is told once of all that is overdue, without a word of the comments', async () => {
    await overdueAt('legal-office')
    await overdueAt('legal-office')
    await runJob()
    await runJob()
    const mails = mailsTo('legal@example.ir')
    expect(mails).toHaveLength(1)
    expect(mails[0]!.from).toBe('consultation@example.ir')
    const text = textOfMail(mails[0]!)
    expect(text).toContain('مهلت پاسخ به ۲ نظر گذشته')
    expect(text).toContain(`${open.docket}: ۲ نظر`)
    expect(text).toContain('2 comments have no response though it was due')
    expect(text).toContain('/admin/plugins/comment-period/desk?response=overdue')
    expect(text).not.toContain('پیشنهاد می‌شود')
    expect(mailsTo('technical@example.ir')).toEqual([])
  })

  test('is not told of what was responded to, and told anew where another gets it', async () => {
    const before = mailsTo('legal@example.ir').length
    const [answered, moved] = [await overdueAt('legal-office'), await overdueAt('legal-office')]
    const response = { text: 'پاسخ', disposition: 'accepted', reason: 'آزمون' }
    await manager.call('POST', `/comment-period/comments/${answered}/response`, response)
    await runJob()
    expect(textOfMail(mailsTo('legal@example.ir')[before]!)).toContain(`${open.docket}: ۱ نظر`)
    const assigned = await manager.call('POST', '/comment-period/assignments', {
      publicIds: [moved],
      unit: 'technical-office',
      reason: 'آزمون',
    })
    expect(assigned.body).toEqual({ results: [{ publicId: moved, refusal: null }] })
    await runJob()
    expect(mailsTo('technical@example.ir')).toHaveLength(1)
    expect(mailsTo('legal@example.ir')).toHaveLength(before + 1)
  })

  test('is told the next time where the mail was not taken', async () => {
    const before = mailsTo('technical@example.ir').length
    await overdueAt('technical-office')
    smtp.refuse(true)
    await runJob()
    smtp.refuse(false)
    expect(mailsTo('technical@example.ir')).toHaveLength(before)
    await runJob()
    await runJob()
    expect(mailsTo('technical@example.ir')).toHaveLength(before + 1)
  })

  test('is told once though two nodes look at the same time', async () => {
    const before = mailsTo('legal@example.ir').length
    await overdueAt('legal-office')
    await Promise.all([runJob(), runJob(), runJob()])
    expect(mailsTo('legal@example.ir')).toHaveLength(before + 1)
  })

  test('is told by another where whoever claimed it died before sending', async () => {
    const before = mailsTo('legal@example.ir').length
    await overdueAt('legal-office')
    const now = await databaseNow(app)
    const claimed = (await app
      .knex(T('public_comments'))
      .where({ unit: 'legal-office' })
      .orderBy('id', 'desc')
      .first()) as { document_id: string; due_at: number | string }
    const key = {
      comment_document_id: claimed.document_id,
      unit: 'legal-office',
      due_at: Number(claimed.due_at),
    }
    const notices = () => app.knex('comment_period_overdue_notices')
    await notices().insert({ ...key, claimed_at: now - 60_000 })
    await runJob()
    expect(mailsTo('legal@example.ir')).toHaveLength(before)
    await notices()
      .where(key)
      .update({ claimed_at: now - 700_000 })
    await runJob()
    expect(mailsTo('legal@example.ir')).toHaveLength(before + 1)
  })
})

test('a unit without an address is told of what became overdue once it has one', async () => {
  await overdueAt('silent-office')
  await runJob()
  await documents(app, 'unit').update({
    documentId: silent,
    data: { email: 'silent@example.ir' },
  })
  await runJob()
  expect(mailsTo('silent@example.ir')).toHaveLength(1)
})
