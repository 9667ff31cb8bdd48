import { describe, expect, test } from '@jest/globals'

import { judgeIdempotencyKey } from '../../../plugins/comment-period/domain/idempotency-key'

const MISSING = { kind: 'refused', code: 'IDEMPOTENCY_KEY_MISSING' }
const WEAK = { kind: 'refused', code: 'IDEMPOTENCY_KEY_WEAK' }
const UUID_4 = '9b2f4c1e-7a35-4d80-b6e1-03c58fd2a974'

describe('judgeIdempotencyKey', () => {
  test.each([
    ['a UUID of version 4', UUID_4],
    ['the same in upper case', UUID_4.toUpperCase()],
    ['a UUID of version 7', '0198a3c4-5d6e-7f01-8a2b-c93d4e5f6071'],
    ['128 bits in base64url', 'q83vEjRWeJCrze_xIkVniQ'],
    ['128 bits in base64', 'q83vEjRWeJCrze/xIkVniQ=='],
    ['128 bits in hexadecimal', '8f14e45fceea167a5a36dedd4bea2543'],
    ['256 bits in hexadecimal', '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'],
    ['32 random decimals', '83920174650293847561029384756192'],
    ['a ULID', '01J4ZQ8XW3K5T7N9R2V6Y0BCDF'],
    ['22 letters and digits', 'k3Jd92mPq7Rw5tYb8NcX1z'],
    ['a prefix and a random part', 'web:q83vEjRWeJCrze_xIkVniQ'],
    [
      '128 characters',
      `${'q83vEjRWeJCrze_x'.split('').reverse().join('')}${'IkVniQ7pLm2ZsT5u'.repeat(7)}`,
    ],
  ])('accepts %s', (_case, key) => {
    expect(judgeIdempotencyKey(key)).toEqual({ kind: 'accepted', key })
  })

  test.each([
    ['one pair of quotes', `"${UUID_4}"`],
    ['spaces around', ` ${UUID_4} `],
    ['spaces around the quotes', ` "${UUID_4}"\t`],
  ])('takes off %s', (_case, header) => {
    expect(judgeIdempotencyKey(header)).toEqual({ kind: 'accepted', key: UUID_4 })
  })

  test.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['a blank one', '  '],
    ['an empty string', '""'],
  ])('calls the key missing where there is %s', (_case, header) => {
    expect(judgeIdempotencyKey(header)).toEqual(MISSING)
  })

  test.each([
    ['a short key', 'abc'],
    ['19 characters', 'k3Jd92mPq7Rw5tYb8Nc'],
    ['21 characters', 'k3Jd92mPq7Rw5tYb8NcX1'],
    ['129 characters', 'k3Jd92mPq7Rw5tYb8NcX1z'.repeat(6).slice(0, 129)],
    ['two pairs of quotes', `""${UUID_4}""`],
    ['an opening quote alone', `"${UUID_4}`],
    ['two headers joined', `${UUID_4}, ${UUID_4}`],
    ['a structured-field parameter', `"${UUID_4}";v=1`],
    ['spaces inside', 'k3Jd92mPq7 Rw5tYb8NcX1z'],
    ['Persian letters', 'کلیدهیچ‌کس‌نمی‌داند۱۲۳۴'],
    ['a control character', 'k3Jd92mPq7Rw5tYb8NcX1\u0000'],
    ['a UUID of version 1, made of clock and network card', 'c232ab00-9414-11ec-b3c8-9f6bdeced846'],
    ['a UUID of version 3, made of a name', '6fa459ea-ee8a-3ca4-894e-db77e160355e'],
    ['a UUID of version 5, made of a name', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
    ['a UUID of version 8', '2489e9ad-2ee2-8e00-8ec9-32d5f69181c0'],
    ['the nil UUID', '00000000-0000-0000-0000-000000000000'],
    ['a UUID of another variant', '9b2f4c1e-7a35-4d80-76e1-03c58fd2a974'],
    ['a UUID made by hand', '00000000-0000-4000-8000-000000000001'],
    ['another one', '12345678-1234-4123-8123-123456789012'],
    ['one character over and over', 'a'.repeat(40)],
    ['few characters', 'abababaabbabaabbabababab'],
    ['one unit of 8 over and over', 'q8vEjRWe'.repeat(4)],
    ['hardly any variety', 'test-key-test-key-test'],
    ['31 decimals', '8392017465029384756102938475619'],
    ['a clock reading', '1786220999999178622099999917862'],
    ['24 hexadecimal digits, which are 96 bits', '8f14e45fceea167a5a36dedd'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz'],
    ['the alphabet backwards', 'zyxwvutsrqponmlkjihgfedcba'],
    ['digits in a row', '01234567890123456789012345678901'],
    ['mostly sequences', 'abcdefghijklm-QzX7w9KpR4'],
  ])('calls %s weak', (_case, header) => {
    expect(judgeIdempotencyKey(header)).toEqual(WEAK)
  })
})
