import { describe, expect, test } from '@jest/globals'
import { divideText } from '../../../plugins/comment-period/domain/clause-splitting'
import { inspectDocx } from '../../../plugins/comment-period/server/src/services/package-inspection'
import { readWordDocument } from '../../../plugins/comment-period/server/src/services/word-document'
import { paragraph, wordFile } from '../../support/word-files'
import { zipByHand } from '../../support/crafted-zips'
import { WORD_CASES } from '../../word-documents'

describe('a Word document', () => {
  test.each(WORD_CASES)('is read and divided: $name', async (word) => {
    const bytes = wordFile(word.parts)
    expect(await inspectDocx(bytes)).toMatchObject({ kind: 'sound' })
    const { lines, leftOut } = await readWordDocument(bytes)
    const divided = divideText(lines)
    expect({
      title: divided.title,
      clauses: divided.clauses.map(({ kind, label = '', heading = '', text }) =>
        [kind, label, heading, text].join(' | ').replaceAll('\n', '⏎'),
      ),
      doubts: divided.doubts.map(({ index, doubt }) => `${String(index)} ${doubt}`),
      unplaced: divided.unplaced.map(({ reason, text }) => `${reason}: ${text}`),
      leftOut: leftOut.map(({ what, count }) => `${what} ${String(count)}`),
    }).toEqual({
      title: word.title,
      clauses: word.clauses,
      doubts: word.doubts ?? [],
      unplaced: word.unplaced ?? [],
      leftOut: word.leftOut ?? [],
    })
  })

  const refusedAs = async (bytes: Buffer) => {
    try {
      await readWordDocument(bytes)
      return 'read'
    } catch (error) {
      return (error as { refusal?: { details?: { problem?: string } } }).refusal?.details?.problem
    }
  }

  test('that declares a document type is refused: what it declares would be expanded', async () => {
    const bomb = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
    const whole = wordFile({ body: [paragraph('متن')] })
    expect(await refusedAs(whole)).toBe('read')
    expect(
      await refusedAs(
        zipByHand([{ name: 'word/document.xml', bytes: `${bomb}<w:document>&b;</w:document>` }]),
      ),
    ).toBe('damaged')
  })

  test.each([
    ['no XML', 'nothing of the kind'],
    ['XML that is not closed', '<w:document xmlns:w="x"><w:body>'],
    ['no body', '<a/>'],
  ])('with %s in its text is refused', async (_, xml) => {
    expect(await refusedAs(zipByHand([{ name: 'word/document.xml', bytes: xml }]))).toBe('damaged')
  })

  test('that is no document at all is refused', async () => {
    expect(await refusedAs(zipByHand([{ name: 'a.txt', bytes: 'a' }]))).toBe('damaged')
  })
})
