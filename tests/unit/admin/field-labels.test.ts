import { expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  FIELD_LABELS,
  fieldLabelsFor,
} from '../../../plugins/comment-period/admin/src/translations/field-labels'

const TYPES = path.resolve(__dirname, '../../../plugins/comment-period/server/src/content-types')

/** Read at the desk and nowhere edited. */
const READ_ONLY = 'public-comment'

interface Attribute {
  readonly visible?: boolean
}

function fieldsOf(type: string): string[] {
  const file = path.join(TYPES, type, 'schema.json')
  const { attributes } = JSON.parse(readFileSync(file, 'utf8')) as {
    attributes: Record<string, Attribute>
  }
  return Object.entries(attributes).flatMap(([name, { visible }]) =>
    visible === false ? [] : [name],
  )
}

const types = readdirSync(TYPES, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .filter((type) => type !== READ_ONLY)

test('every content type that is edited has labels', () => {
  expect(Object.keys(FIELD_LABELS).sort()).toEqual([...types].sort())
})

test.each(types)('every field of %s that is edited has a label, and no other', (type) => {
  expect(Object.keys(FIELD_LABELS[type] ?? {})).toEqual(fieldsOf(type))
})

test('an admin that is not in Persian shows the Persian label and the English one', () => {
  const id = 'content-manager.content-types.plugin::comment-period.draft-regulation.title'
  expect(fieldLabelsFor('fa')[id]).toBe('عنوان')
  expect(fieldLabelsFor('en')[id]).toBe('عنوان (Title)')
})
