import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  ChunkBytes,
  textForm,
} from '../../../../plugins/comment-period/server/src/exporters/chunk-bytes'
import { cellText, xmlText } from '../../../../plugins/comment-period/server/src/exporters/xml-text'
import { asPrinted, wellFormed } from '../../../support/formula-corpus'
import { excelDecoded, parsedXml } from '../../../support/office-files'

/** Made of what an escape of Excel is made of, so that some look like one. */
const LOOKALIKE = fc
  .array(
    fc.constantFrom('_', 'x', 'X', '0041', '005F', '00', '41', '\u0001', '\r', '\0', 'ن', '😀'),
  )
  .map((pieces) => pieces.join(''))

const parsed = (content: string) =>
  parsedXml(Buffer.from(`<t>${content}</t>`)).documentElement.textContent

describe('a text in a cell', () => {
  test('is what Excel decodes again, however much it looks like an escape', () => {
    fc.assert(
      fc.property(LOOKALIKE, (text) => {
        expect(excelDecoded(parsed(cellText(text)))).toBe(text.replaceAll('\0', '\ufffd'))
      }),
    )
  })
})

describe('a text in XML', () => {
  test('is what a parser reads again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const lines = text.replace(/\r\n?/g, '\n')
        expect(parsed(xmlText(lines))).toBe(asPrinted(lines))
      }),
    )
  })

  test('is the same bytes whether it was encoded as it came or escaped before', () => {
    const form = textForm(cellText, '_')
    fc.assert(
      fc.property(fc.array(fc.oneof(LOOKALIKE, fc.string({ unit: 'binary' }))), (texts) => {
        const chunk = new ChunkBytes()
        for (const text of texts) chunk.text(text, form)
        expect(chunk.take().toString()).toBe(wellFormed(texts.map(cellText).join('')))
      }),
    )
  })
})
