import { describe, expect, test } from '@jest/globals'
import { attachmentName, extensionOf } from '../../../plugins/comment-period/domain/attachment-name'
import { countGraphemes, findTextFault } from '../../../plugins/comment-period/domain/text-checks'

describe('the name of an attachment', () => {
  test.each([
    ['پیشنهاد.pdf', 'پیشنهاد.pdf'],
    ['می‌شود.docx', 'می‌شود.docx'],
    ['C:\\Users\\me\\نامه.pdf', 'نامه.pdf'],
    ['/etc/passwd', 'passwd'],
    ['../../../../etc/cron.d/x.png', 'x.png'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['  a.pdf \r\n', 'a.pdf'],
    ['a\u0000b\u0007.pdf', 'ab.pdf'],
    ['a\r\nContent-Type: text/html\r\n.pdf', 'html.pdf'],
    ['نامه\u202Efdp.exe', 'نامهfdp.exe'],
    ['\u200Fنامه\u200F.pdf', 'نامه.pdf'],
    ['a\uD800.pdf', 'a.pdf'],
    ['"; filename="b.html', '"; filename="b.html'],
  ])('shows %j as %j', (sent, shown) => {
    expect(attachmentName(sent)).toBe(shown)
  })

  test.each(['', '   ', '/', 'a/', '\u0000', '\u202E\u2066', '\u200B\u200D', '\u2800'])(
    'is none where nothing of %j could be shown',
    (sent) => {
      expect(attachmentName(sent)).toBeNull()
    },
  )

  test('is cut to a line of 120 graphemes, before its extension', () => {
    const shown = attachmentName(`${'نا👨‍👩‍👧‍👦'.repeat(200)}.docx`)!
    expect(countGraphemes(shown)).toBe(120)
    expect(shown.endsWith('….docx')).toBe(true)
  })

  test.each([
    'ا'.repeat(1_000_000),
    `${'a/'.repeat(500_000)}b.pdf`,
    `e${'\u0301'.repeat(5_000)}.pdf`,
  ])('keeps the rules of a line whatever is sent', (sent) => {
    const shown = attachmentName(sent)
    expect(
      shown === null ? null : findTextFault(shown, { maxGraphemes: 120, singleLine: true }),
    ).toBeNull()
  })

  test.each([
    ['a.PDF', 'pdf'],
    ['a.tar.gz', 'gz'],
    ['a', ''],
    ['.pdf', 'pdf'],
    ['a.pdf ', ''],
    ['a.', ''],
  ])('%j has the extension %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension)
  })
})
