import { describe, expect, test } from '@jest/globals'
import { comparedContact } from '../../../plugins/comment-period/domain/sender-contact'

describe('a contact as it is compared', () => {
  test.each([
    ['sara@example.ir', [' Sara@Example.IR ', 'SARA@example.ir', 'sara@example.ir\u200f']],
    [
      '989123456789',
      ['09123456789', '۰۹۱۲۳۴۵۶۷۸۹', '٠٩١٢ ٣٤٥ ٦٧٨٩', '0912-345-6789', '9123456789'],
    ],
    ['989123456789', ['+98 912 345 6789', '00989123456789', '+98 (0)912 345 6789']],
    ['982188776655', ['021-88776655', '+98 21 8877 6655', '۰۲۱/۸۸۷۷۶۶۵۵']],
    ['4930123456', ['+49 30 123456', '0049 30 123456']],
    ['ایتا: sara', ['ایتا:  Sara', 'ایتا:\nsara']],
  ])('is %s however it is written', (compared, written) => {
    for (const each of written) expect([each, comparedContact(each)]).toEqual([each, compared])
  })

  test.each([
    ['sara@example.ir', 'sara@example.com'],
    ['09123456789', '09123456788'],
    ['09123456789', '+49 9123456789'],
  ])('tells %s from %s', (one, other) => {
    expect(comparedContact(one)).not.toBe(comparedContact(other))
  })

  test.each(['', '  ', '\u200f'])('is none where nothing is left of it', (contact) => {
    expect(comparedContact(contact)).toBeNull()
  })

  test('of a few digits is no telephone number', () => {
    expect(comparedContact('۱۲۳-۴')).toBe('123-4')
  })
})
