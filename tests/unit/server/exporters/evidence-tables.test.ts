import { describe, expect, test } from '@jest/globals'

import {
  evidenceTotals,
  type Evidence,
  type EvidenceRow,
} from '../../../../plugins/comment-period/domain/evidence-report'
import { DAY_MS } from '../../../../plugins/comment-period/domain/instant'
import { evidenceTables } from '../../../../plugins/comment-period/server/src/exporters/evidence-tables'
import type { CellValue } from '../../../../plugins/comment-period/server/src/exporters/table-document'
import {
  closeWriter,
  instantWriter,
} from '../../../../plugins/comment-period/server/src/services/written-instants'

const OPENED = Date.parse('2026-08-08T11:00:00Z')

const row = (fields: Partial<EvidenceRow> = {}): EvidenceRow => ({
  documentId: 'd',
  docket: 'ipo-1405-0001',
  title: '=1+1',
  kind: { key: 'k', name: 'دستورالعمل' },
  exposures: 1,
  n: 1,
  openedAt: OPENED,
  closesAt: OPENED + 14 * DAY_MS,
  minimumMs: 14 * DAY_MS,
  stoodMs: 14 * DAY_MS,
  standing: 'kept',
  isExtended: true,
  isSuspended: false,
  isWithdrawn: false,
  act: { terminalAct: 'promulgate', at: OPENED + 15 * DAY_MS },
  comments: [
    {
      channel: 'widget',
      type: 'opinion',
      state: 'published',
      timing: 'in-time',
      disposition: 'accepted',
      n: 12,
    },
  ],
  changes: { title: true, changed: 2, added: 0, removed: 1, moved: 0, attachments: 1 },
  ...fields,
})

const of = (rows: readonly EvidenceRow[]): Evidence => ({
  at: OPENED,
  span: { from: '2026-03-21', to: '2027-03-20', since: 0, until: 1 },
  rows,
  totals: evidenceTotals(rows),
  waived: 3,
})

async function printed(language: 'fa' | 'en', isOnPaper: boolean, rows = [row()]) {
  const written = instantWriter('Asia/Tehran', language)
  const closed = closeWriter('Asia/Tehran', language)
  const tables = evidenceTables(of(rows), { language, written, closed, isOnPaper })
  return Promise.all(
    tables.map(async ({ columns, pages }) => {
      const read: Record<string, CellValue>[] = []
      for await (const page of pages) {
        for (const cells of page) {
          expect(cells).toHaveLength(columns.length)
          read.push(Object.fromEntries(columns.map(({ heading }, at) => [heading, cells[at]!])))
        }
      }
      expect(new Set(columns.map(({ heading }) => heading)).size).toBe(columns.length)
      return read
    }),
  )
}

describe('the tables of a report of evidence', () => {
  test('have on a sheet a column for each figure, with ISO instants beside Solar Hijri ones', async () => {
    const [, [draft]] = (await printed('fa', false)) as [unknown, [Record<string, CellValue>]]
    expect(draft).toMatchObject({
      پرونده: 'ipo-1405-0001',
      عنوان: '=1+1',
      'آغاز مهلت': '۱۴۰۵/۰۵/۱۷ ۱۴:۳۰:۰۰',
      'آغاز مهلت (جهانی)': '2026-08-08T11:00:00.000Z',
      'کمینه قاعده': '۱۴ روز',
      'وضعیت مهلت': 'رعایت‌شده',
      تمدیدشده: 'بله',
      نظرها: 12,
      'پاسخ در موعد': 12,
      'پاسخ پس از موعد': 0,
      'پذیرفته شد': 12,
      'اقدام نهایی': 'ابلاغ',
      'بخش‌های تغییرکرده': 2,
      'بخش‌های حذف‌شده': 1,
      'پیوست‌های افزوده یا حذف‌شده': 1,
      'تغییر عنوان': 'بله',
    })
  })

  test('have on paper few columns, and only what there is', async () => {
    const [, [draft]] = (await printed('fa', true)) as [unknown, [Record<string, CellValue>]]
    expect(Object.keys(draft)).toHaveLength(10)
    expect(draft).toMatchObject({
      عنوان: '=1+1\nدستورالعمل',
      'وضعیت مهلت': 'رعایت‌شده\nتمدیدشده',
      پاسخ‌ها: 'پاسخ در موعد: ۱۲',
      'تغییر متن':
        'تغییر عنوان\nبخش‌های تغییرکرده: ۲\nبخش‌های حذف‌شده: ۱\nپیوست‌های افزوده یا حذف‌شده: ۱',
    })
  })

  // Midnight of Tehran after the last day of Mordad, and half an hour before it.
  const MIDNIGHT = Date.parse('2026-08-22T20:30:00Z')
  test.each([
    [MIDNIGHT, '۱۴۰۵/۰۵/۳۱', '1405/05/31', '2026-08-22T20:30:00.000Z'],
    [
      MIDNIGHT - 1_800_000,
      '۱۴۰۵/۰۵/۳۱ ۲۳:۳۰:۰۰',
      '1405/05/31 23:30:00',
      '2026-08-22T20:00:00.000Z',
    ],
  ])('tell a close that is the end of a day as that day (%d)', async (closesAt, fa, en, iso) => {
    const rows = [row({ closesAt })]
    const sheet = async (language: 'fa' | 'en') =>
      ((await printed(language, false, rows)) as [unknown, [Record<string, CellValue>]])[1][0]
    expect(await sheet('fa')).toMatchObject({ 'پایان مهلت': fa, 'پایان مهلت (جهانی)': iso })
    expect(await sheet('en')).toMatchObject({ 'Closed (Solar Hijri)': en, 'Closed (UTC)': iso })
    const [, [paper]] = (await printed('fa', true, rows)) as [unknown, [Record<string, CellValue>]]
    expect(paper['آغاز و پایان مهلت']).toBe(`۱۴۰۵/۰۵/۱۷ ۱۴:۳۰:۰۰\n${fa}`)
  })

  test('leave out what is not yet so', async () => {
    const rows = [
      row({
        standing: 'suspended',
        isSuspended: true,
        closesAt: null,
        act: null,
        changes: null,
        minimumMs: null,
      }),
    ]
    for (const isOnPaper of [true, false]) {
      const [, [draft]] = (await printed('en', isOnPaper, rows)) as [
        unknown,
        [Record<string, CellValue>],
      ]
      const act = isOnPaper ? 'Final act, and when (Solar Hijri)' : 'Final act'
      expect(draft[act]).toBeNull()
      expect(JSON.stringify(draft)).toContain('no rule')
    }
  })

  test('say that a final text differs where nothing that is counted does', async () => {
    const changes = { title: false, changed: 0, added: 0, removed: 0, moved: 0, attachments: 0 }
    const [, [draft]] = (await printed('fa', true, [row({ changes })])) as [
      unknown,
      [Record<string, CellValue>],
    ]
    expect(draft['تغییر متن']).toBe('تغییر دیگر')
  })

  test.each(['fa', 'en'] as const)(
    'say every figure in %s once, with a nought for none',
    async (language) => {
      const [summary] = await printed(language, false, [])
      const names = summary!.map((each) => Object.values(each).slice(0, 2).join('/'))
      expect(new Set(names).size).toBe(names.length)
      const counts = summary!.map((each) => Object.values(each)[2])
      expect(counts.filter((n) => n !== 0)).toEqual([3])
    },
  )
})
