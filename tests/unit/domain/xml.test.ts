import { describe, expect, test } from '@jest/globals'
import { XMLParser } from 'fast-xml-parser'
import { SyntaxValidator } from 'fast-xml-validator'
import { element, xmlDocument } from '../../../plugins/comment-period/domain/xml'

const parser = new XMLParser({ ignoreAttributes: false, trimValues: false })
const readBack = (text: string) => {
  const xml = xmlDocument(element('a', { b: text }, [element('c', {}, [text])]))
  expect(SyntaxValidator.validate(xml)).toBe(true)
  return parser.parse(xml) as { a: { '@_b': string; c: string } }
}

describe('a document of XML', () => {
  test.each([
    ['a plain text', 'ماده ۱'],
    ['what has a meaning in the format', `]]> <!-- & &amp; "quoted" 'single' <![CDATA[ ?>`],
    ['letters beyond the basic plane', '😀𐏈'],
    ['marks of direction, which are no matter of XML', '\u2067متن\u2069'],
  ])('keeps %s', (_what, text) => {
    expect(readBack(text).a).toEqual({ '@_b': text, c: text })
  })

  test.each([
    ['NUL', 'a\u0000b'],
    ['a control character', 'a\u001bb'],
    ['half a surrogate pair', 'a\ud800b'],
    ['a noncharacter', 'a\uffffb'],
  ])('puts a mark in the place of %s, which XML forbids', (_what, text) => {
    expect(readBack(text).a).toEqual({ '@_b': 'a\ufffdb', c: 'a\ufffdb' })
  })

  test('keeps line breaks as they are, also where a reader would change them', () => {
    expect(element('a', { b: '\t\r\n' }, ['\r\n']).xml).toBe('<a b="&#9;&#13;&#10;">&#13;\n</a>')
  })

  test('closes an element without content', () => {
    expect(element('link', { href: '/a?b=c&d' }).xml).toBe('<link href="/a?b=c&amp;d"/>')
  })
})
