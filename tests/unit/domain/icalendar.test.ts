import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import {
  escapeText,
  formatCalendar,
  type CalendarEvent,
} from '../../../plugins/comment-period/domain/icalendar'

const EVENT: CalendarEvent = {
  uid: '5d0e3a52-0000-8000-a000-000000000001',
  sequence: 3,
  createdAt: Date.UTC(2026, 10, 22, 8, 30),
  changedAt: Date.UTC(2026, 10, 23, 9, 0, 1, 250),
  when: { kind: 'day', on: '2026-12-12', dayAfter: '2026-12-13' },
  state: 'confirmed',
  summary: 'پایان مهلت نظرخواهی: ضوابط اجرایی',
  description: 'مرحله: باز',
  categories: ['سازمان, استان', 'دستورالعمل'],
  url: 'https://portal.example.test/notices/ipo-1405-0007',
}

function calendarOf(...events: CalendarEvent[]): string {
  return formatCalendar({
    name: 'تقویم مهلت‌ها',
    language: 'fa',
    url: 'https://portal.example.test/notices',
    events,
  })
}

const read = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[])
const firstEvent = (text: string) => new ICAL.Event(read(text).getFirstSubcomponent('vevent')!)

describe('a calendar', () => {
  test('is read back by an independent reader', () => {
    const text = calendarOf(EVENT)
    const event = firstEvent(text)
    expect(event.uid).toBe(EVENT.uid)
    expect(event.sequence).toBe(3)
    expect(event.summary).toBe(EVENT.summary)
    expect(event.startDate.toString()).toBe('2026-12-12')
    expect(event.endDate.toString()).toBe('2026-12-13')
    const stamp = event.component.getFirstPropertyValue('dtstamp')
    expect(String(stamp)).toBe('2026-11-23T09:00:01Z')
    expect(event.component.getFirstProperty('categories')!.getValues()).toEqual(EVENT.categories)
    expect(read(text).getFirstPropertyValue('name')).toBe('تقویم مهلت‌ها')
  })

  test('may hold an instant, and nothing at all', () => {
    const at = Date.UTC(2026, 11, 12, 20, 30)
    const event = firstEvent(calendarOf({ ...EVENT, when: { kind: 'instant', at } }))
    expect(event.startDate.toString()).toBe('2026-12-12T20:30:00Z')
    expect(read(calendarOf()).getAllSubcomponents('vevent')).toEqual([])
  })

  test.each([
    ['a long Persian text', 'مهلت نظرخواهی درباره پیش‌نویس '.repeat(30)],
    ['five hundred letters without a space', 'ا'.repeat(500)],
    ['letters of four octets', '𐏈😀'.repeat(100)],
    ['what has a meaning in the format', 'a;b,c\\n\\;"\'=:END:VEVENT'],
    ['lines', 'یک\nدو\r\nسه\rچهار'],
    ['a line that looks like another property', 'x\r\nATTENDEE:mailto:a@example.test'],
  ])('keeps %s', (_what, summary) => {
    const text = calendarOf({ ...EVENT, summary, description: summary })
    const event = firstEvent(text)
    const lines = summary.replace(/\r\n?/g, '\n')
    expect(event.summary).toBe(lines)
    expect(event.description).toBe(lines)
    expect(event.component.getAllProperties('attendee')).toEqual([])
  })

  test('has no line of more than 75 octets, and breaks within no letter', () => {
    const text = calendarOf({ ...EVENT, summary: 'نظر 😀 '.repeat(60) })
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line).not.toMatch(/[\r\n]|\p{Cs}/u)
    }
  })

  test('has no control character', () => {
    expect(escapeText('a\u0000b\u0007c\td\u0085e\u2028f')).toBe('a b c d\\ne\\nf')
  })
})
