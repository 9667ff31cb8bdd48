import { expect, test } from '@jest/globals'
import { readRefusal } from '../../../plugins/comment-period/admin/src/staff-refusal'

const strapi = (status: number) => ({
  data: null,
  error: { status, name: 'Error', message: 'Words of Strapi', details: {} },
})

test('what Strapi forbids is the refusal that our own routes give', () => {
  expect(readRefusal(strapi(403))).toEqual({ kind: 'refused', code: 'FORBIDDEN', details: {} })
})

test('what else Strapi says stays in its words', () => {
  expect(readRefusal(strapi(500))).toEqual({ kind: 'failed', message: 'Words of Strapi' })
})

test('a refusal of ours within it comes first', () => {
  const body = strapi(403)
  const error = { ...body.error, details: { code: 'NOT_A_MEMBER', details: { act: 'edit' } } }
  expect(readRefusal({ ...body, error })).toEqual({
    kind: 'refused',
    code: 'NOT_A_MEMBER',
    details: { act: 'edit' },
  })
})
