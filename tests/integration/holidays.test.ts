import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addDays, dayOf } from '../../plugins/comment-period/domain/calendar-day'
import { formatSolarDate, solarFromDay } from '../../plugins/comment-period/domain/solar-hijri'
import { bootFresh, type Answer, type Json, type TestApp } from '../support/app'
import {
  aMember,
  anOpenDocket,
  aRule,
  aSubject,
  documents,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { expectRefusal } from '../support/problems'

let app: TestApp
let subject: Subject
let legal: Staff

beforeAll(async () => {
  app = await bootFresh()
  subject = await aSubject(app, { weeklyClosedDays: [] })
  await aRule(app, subject, { count: 14, unit: 'day' })
  legal = await aMember(app, subject, 'legal')
})
afterAll(() => app.stop())

const bringIn = (csv: string, save = true, staff = legal): Promise<Answer> =>
  staff.call('POST', '/comment-period/holidays/import', { csv, save })

async function holidaysOf(year: number, staff = legal): Promise<Json> {
  const { status, body } = await staff.call('GET', `/comment-period/holidays?year=${String(year)}`)
  expect(status).toBe(200)
  return body
}

const table = (...lines: string[]) => ['تاریخ,عنوان,قطعیت,منبع', ...lines].join('\n')

describe('a table of holidays', () => {
  const csv = table('۱۴۱۰/۰۱/۰۱,نوروز,قطعی,تقویم', '۱۴۱۰/۰۲/۰۵,عید فطر,احتمالی,تقویم')

  test('is looked at before anything of it is kept', async () => {
    const { status, body } = await bringIn(csv, false)
    expect(status).toBe(200)
    expect(body).toMatchObject({ saved: false, faults: [] })
    expect(body.items).toMatchObject([
      { line: 2, on: '2031-03-21', title: 'نوروز', outcome: 'new' },
      { line: 3, title: 'عید فطر', certainty: 'provisional', outcome: 'new' },
    ])
    expect((await holidaysOf(1410)).items).toEqual([])
  })

  test('is kept as a whole, and the same table again changes nothing', async () => {
    expect((await bringIn(csv)).body.saved).toBe(true)
    const again = await bringIn(csv)
    expect((again.body.items as Json[]).map(({ outcome }) => outcome)).toEqual(['same', 'same'])
    const { items, years } = await holidaysOf(1410)
    expect(items).toHaveLength(2)
    expect(years).toContainEqual({ year: 1410, confirmed: 1, provisional: 1 })
  })

  test('changes what it says otherwise, and leaves alone what it does not name', async () => {
    const { body } = await bringIn(table('۱۴۱۰/۰۱/۰۱,نوروز,قطعی,تصویب‌نامه'))
    expect(body.items).toMatchObject([{ outcome: 'changed' }])
    const { items } = await holidaysOf(1410)
    expect(items).toMatchObject([{ source: 'تصویب‌نامه' }, { title: 'عید فطر' }])
  })

  test('is read as Excel writes it, with a byte order mark and semicolons', async () => {
    const { body } = await bringIn('\ufeffتاریخ;عنوان\r\n1410/03/01;"الف; ب"\r\n;\r\n', false)
    expect(body).toMatchObject({ faults: [], items: [{ title: 'الف; ب' }] })
  })

  test('of which one line cannot be read is not kept at all', async () => {
    const faulty = table('۱۴۱۱/۰۱/۰۱,نوروز,قطعی,', '۱۴۱۱/۱۳/۰۱,عید,قطعی,')
    expect((await bringIn(faulty, false)).body).toMatchObject({
      items: [{ line: 2 }],
      faults: [{ line: 3, column: 'date', problem: 'unreadable' }],
    })
    const refused = await bringIn(faulty)
    expectRefusal(refused, 400, 'HOLIDAYS_FAULTY')
    expect(refused.body.details).toMatchObject({ line: 3, column: 'date', faults: 1 })
    expect((await holidaysOf(1411)).items).toEqual([])
  })

  test.each([
    ['a quotation mark that is never closed', 'تاریخ,عنوان\n1410/01/01,"الف', 'unreadable'],
    ['a title that turns the direction', 'تاریخ,عنوان\n1410/01/01,\u202eا', 'unreadable'],
    ['a body that nobody has', 'date,title,scope,body\n1410/01/01,ا,body,none', 'no-such-body'],
    [
      'a province that no body is in',
      'date,title,scope,province\n1410/01/01,ا,province,هیچ',
      'no-such-province',
    ],
  ])('says where it has %s', async (_case, csv, problem) => {
    expect((await bringIn(csv, false)).body).toMatchObject({ items: [], faults: [{ problem }] })
    expectRefusal(await bringIn(csv), 400, 'HOLIDAYS_FAULTY')
  })

  test('of more lines than a year has days is refused', async () => {
    const lines = Array.from({ length: 367 }, (_each, n) => `1410/01/01,${String(n)}`)
    expectRefusal(await bringIn(['date,title', ...lines].join('\n'), false), 400, 'INPUT_INVALID')
  })

  test('brought in twice at once is kept once', async () => {
    const both = table('۱۴۱۲/۰۱/۰۱,نوروز,قطعی,')
    const answers = await Promise.all([bringIn(both), bringIn(both), bringIn(both)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await holidaysOf(1412)).items).toHaveLength(1)
  })

  test('with holidays of a body is for its members who keep the rules', async () => {
    const csv = `date,title,scope,body\n1413/01/05,تعطیلی دستگاه,body,${subject.slug}`
    const outsider = await aMember(app, await aSubject(app), 'legal')
    expectRefusal(await bringIn(csv, true, outsider), 403, 'NOT_A_MEMBER')
    const screener = await aMember(app, subject, 'screener')
    expectRefusal(await bringIn(csv, true, screener), 403, 'NOT_A_MEMBER')
    expect((await holidaysOf(1413)).items).toEqual([])
    await bringIn(csv)
    expect((await holidaysOf(1413)).items).toMatchObject([{ scope: 'body', body: subject.slug }])
  })
})

test('a holiday in a year that no calendar knows keeps nobody from the others', async () => {
  for (const closedOn of ['1700-01-01', '2400-01-01']) {
    await documents(app, 'holiday').create({ data: { closedOn, title: 'اشتباه تایپی' } })
  }
  await bringIn(table('۱۴۱۵/۰۱/۰۱,نوروز,قطعی,'))
  expect((await holidaysOf(1415)).items).toHaveLength(1)
})

describe('a provisional holiday', () => {
  const confirm = (documentId: string, body: object) =>
    legal.call('POST', `/comment-period/holidays/${documentId}/confirmation`, body)

  test('is confirmed on the day that it turned out to be, and once', async () => {
    await bringIn(table('۱۴۱۴/۰۲/۰۵,عید فطر,احتمالی,'))
    const [{ documentId }] = (await holidaysOf(1414)).items as [{ documentId: string }]
    const source = 'رؤیت هلال'
    expectRefusal(
      await confirm(documentId, { on: '۱۴۱۴/۱۳/۰۱', source }),
      400,
      'DATE_DOES_NOT_EXIST',
    )
    const { status, body } = await confirm(documentId, { on: '۱۴۱۴/۰۲/۰۶', source })
    expect([status, body.documentId]).toEqual([200, documentId])
    expect((await holidaysOf(1414)).items).toMatchObject([
      { on: body.on, certainty: 'confirmed', source },
    ])
    expect(formatSolarDate(solarFromDay(String(body.on)))).toBe('۱۴۱۴/۰۲/۰۶')
    expectRefusal(await confirm(documentId, { source }), 409, 'HOLIDAY_CONFIRMED')
  })

  test('that is none is not confirmed', async () => {
    expectRefusal(await confirm('nosuchholiday', { source: 'آزمون' }), 404, 'HOLIDAY_UNKNOWN')
  })
})

describe('a holiday declared while a period is open', () => {
  const lastDayOf = (closesAt: string) => dayOf(Date.parse(closesAt) - 1, 'Asia/Tehran')
  const proposalFor = async (docket: string, staff = legal): Promise<Json> => {
    const { body } = await staff.call('GET', '/comment-period/holidays')
    return (body.proposals as Json[]).find((each) => each.docket === docket)
  }

  test('proposes an extension, moves nothing by itself, and is settled by a person’s act', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    const period = async () =>
      (await legal.call('GET', `/comment-period/drafts/${documentId}/period`)).body as Json
    const { closesAt } = await period()
    expect(await proposalFor(docket)).toBeUndefined()
    const lastDay = lastDayOf(String(closesAt))
    await documents(app, 'holiday').create({
      data: { closedOn: lastDay, title: 'تعطیلی ادارات', kind: 'closure' },
    })

    const proposal = await proposalFor(docket)
    expect(proposal).toMatchObject({
      documentId,
      closesAt,
      proposedLastDayOn: addDays(lastDay, 1),
      mayExtend: true,
    })
    expect((await period()).closesAt).toBe(closesAt)
    const screener = await aMember(app, subject, 'screener')
    expect(await proposalFor(docket, screener)).toMatchObject({ mayExtend: false })
    expect(await proposalFor(docket, await aMember(app, await aSubject(app)))).toBeUndefined()

    const extended = await legal.call('POST', `/comment-period/drafts/${documentId}/extend`, {
      lastDayOn: proposal.proposedLastDayOn,
      ground: 'late-holiday',
      reason: 'تعطیلی ادارات در روز پایانی',
    })
    expect(extended.body.closesAt).toBe(proposal.proposedClosesAt)
    expect(await proposalFor(docket)).toBeUndefined()
  })
})
