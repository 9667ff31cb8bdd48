import { expect, test } from '@jest/globals'

import { verdictText } from '../../../plugins/comment-period/server/src/pages/certificate-page'
import { fa } from '../../../plugins/comment-period/server/src/pages/words/fa'

test.each([
  [true, 1, fa.certificate.isKept],
  [false, 1, fa.certificate.isNotKept],
  [true, null, fa.certificate.noMinimum],
  [null, 1, fa.certificate.isNotOver],
  [null, null, fa.certificate.isNotOver],
])('a certificate of a text kept %s, of %s ms at least, says «%s»', (isKept, minimumMs, said) => {
  expect(verdictText(fa, { isKept, minimumMs })).toBe(said)
})
