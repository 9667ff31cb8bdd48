import { describe, expect, test } from '@jest/globals'
import { addedSentences, sentencesOf } from '../../../plugins/comment-period/domain/added-sentences'
import { onArabicKeyboard, withLatinDigits, withoutZwnj } from '../../support/campaign-corpus'

describe('a text is cut into sentences', () => {
  test.each([
    ['at nothing, where there is nothing', '', []],
    [
      'at full stops and marks',
      'موافقم. چرا نه؟ عالی است! بله؛ همین.',
      ['موافقم.', 'چرا نه؟', 'عالی است!', 'بله؛', 'همین.'],
    ],
    ['without a space after the mark', 'موافقم.متشکرم', ['موافقم.', 'متشکرم']],
    ['at line breaks of every kind', 'یک\nدو\r\nسه\u2028چهار', ['یک', 'دو', 'سه', 'چهار']],
    ['at several marks at once', 'واقعاً؟!… بله...', ['واقعاً؟!…', 'بله...']],
    ['after the quotation mark that closes it', 'گفت: «نه.» و رفت.', ['گفت: «نه.»', 'و رفت.']],
    ['not at commas and colons', 'الف، ب: پ', ['الف، ب: پ']],
    ['not within a number', 'ماده ۳.۲ و 1.5 و ٢.٣ است.', ['ماده ۳.۲ و 1.5 و ٢.٣ است.']],
    ['not within an address', 'به dotic.ir بروید.', ['به dotic.ir بروید.']],
    ['not after the number of an item', '۱. نخست\n۲. دوم. سوم', ['۱. نخست', '۲. دوم.', 'سوم']],
    ['after a number', 'از سال ۱۴۰۵. همین.', ['از سال ۱۴۰۵.', 'همین.']],
    [
      'in English',
      'I object. Why? See e.g. article 3.',
      ['I object.', 'Why?', 'See e.g.', 'article 3.'],
    ],
    [
      'in Kurdish',
      'من دژی ئەم ماددەیەم. بۆچی؟ تکایە بیگۆڕن!',
      ['من دژی ئەم ماددەیەم.', 'بۆچی؟', 'تکایە بیگۆڕن!'],
    ],
    ['in Urdu', 'میں متفق ہوں۔ شکریہ۔', ['میں متفق ہوں۔', 'شکریہ۔']],
    ['leaving out what has no letter or digit', 'بله. 👍\n---\n!', ['بله.']],
  ])('%s', (_case, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences)
  })
})

const COMMON = `با ماده ۵ آیین‌نامه مخالفیم. کارگاه‌های کوچک توان آن را ندارند؛ هزینه‌ها بالا رفته است.
درخواست می‌کنیم مهلت کوتاه نشود.`

describe('a copy adds nothing to the common text', () => {
  test.each([
    ['the text itself', COMMON],
    ['on an Arabic keyboard', onArabicKeyboard(COMMON)],
    ['without ZWNJ', withoutZwnj(COMMON)],
    ['with Latin digits', withLatinDigits(COMMON)],
    ['with other punctuation', COMMON.replace(/[.؛]/g, '!')],
    ['without full stops', COMMON.replace(/[.؛]/g, '')],
    ['in one line', COMMON.replace('\n', ' ')],
    ['in one line and without full stops', COMMON.replace(/[.؛]/g, '').replace('\n', ' ')],
    ['broken over lines by a mail program', COMMON.replace(/ (آن|بالا|می‌کنیم)/g, '\n$1')],
    ['with sentences in another order', COMMON.split('\n').reverse().join('\n')],
    ['with a sentence twice', `${COMMON}\n${COMMON}`],
    ['with a sentence left out', COMMON.split('\n')[1]!],
    ['nothing', ''],
  ])('%s', (_way, copy) => {
    expect(addedSentences(copy, COMMON)).toEqual([])
  })
})

describe('the sentences that a copy adds to the common text', () => {
  test('are told in the member’s own words and in their order', () => {
    const copy = `با سلام!\n${onArabicKeyboard(COMMON)} من ۳ كارگر دارم. لطفاً پاسخ دهيد؟\nعلي رضايي، تبريز`
    expect(addedSentences(copy, COMMON)).toEqual([
      'با سلام!',
      'من ۳ كارگر دارم.',
      'لطفاً پاسخ دهيد؟',
      'علي رضايي، تبريز',
    ])
  })

  test.each([
    [
      'one word that turns the meaning',
      COMMON.replace('مخالفیم', 'موافقیم'),
      ['با ماده ۵ آیین‌نامه موافقیم.'],
    ],
    ['one digit', COMMON.replace('۵', '۶'), ['با ماده ۶ آیین‌نامه مخالفیم.']],
    ['a word less', COMMON.replace(' کوچک', ''), ['کارگاه‌های توان آن را ندارند؛']],
    [
      'the end of a sentence alone, which says something else',
      `${COMMON} مهلت کوتاه نشود.`,
      ['مهلت کوتاه نشود.'],
    ],
    ['the beginning of one alone', `با ماده ۵ آیین‌نامه. ${COMMON}`, ['با ماده ۵ آیین‌نامه.']],
    ['a sentence twice, which is told once', `خیر. ${COMMON} خیر!`, ['خیر.']],
    [
      'a name behind the last sentence',
      COMMON.replace('نشود.', 'نشود علی'),
      ['درخواست می‌کنیم مهلت کوتاه نشود علی'],
    ],
    ['a short word that stands within another', `${COMMON}\nنه`, ['نه']],
  ])('are told where it changes or adds %s', (_change, copy, added) => {
    expect(addedSentences(copy, COMMON)).toEqual(added)
  })

  test.each([
    [
      'English',
      'I object to article 5. It is too short!',
      'i OBJECT to article ۵! As a nurse, I know. It is too short',
      ['As a nurse, I know.'],
    ],
    [
      'Kurdish',
      'دژی ئەم ماددەیەم. ماوەکە کورتە.',
      'سڵاو. دژی ئەم ماددەیەم. ماوەکە كورتە.',
      ['سڵاو.'],
    ],
  ])('are told in %s', (_language, common, copy, added) => {
    expect(addedSentences(copy, common)).toEqual(added)
  })

  test('are all of them where there is no common text', () => {
    expect(addedSentences(COMMON, '')).toEqual(sentencesOf(COMMON))
  })

  test.each(['ا', 'ا.', 'ا\n', '. ', '1.', 'ab.ab ', '    .', '».', 'الف ب. '])(
    'are found in texts of 80 KB that are all %j',
    (unit) => {
      const long = unit.repeat(Math.floor((40 * 1024) / unit.length))
      expect(addedSentences(long, `${long}ب`).length).toBeLessThanOrEqual(2)
      expect(addedSentences(`${long}ب`, long).length).toBeLessThanOrEqual(2)
    },
  )
})
