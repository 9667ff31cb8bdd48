import { describe, expect, test } from '@jest/globals'
import { savedWords } from '../../../plugins/comment-period/widget/src/saved-words'

function aStore() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const WORDS = {
  type: 'suggestion',
  clauseId: 'zhdcy3bz0v',
  text: 'متن نظر',
  suggestedWording: 'متن پیشنهادی',
}

describe('saved words', () => {
  test('come back as they were, docket by docket', () => {
    const store = aStore()
    savedWords('semnan-1405-0001', () => store).write(WORDS)
    expect(savedWords('semnan-1405-0001', () => store).read()).toEqual(WORDS)
    expect(savedWords('semnan-1405-0002', () => store).read()).toBeNull()
  })

  test('hold neither name nor contact nor code, whatever is handed over', () => {
    const store = aStore()
    const more = { ...WORDS, name: 'NAME', contact: 'CONTACT', trackingCode: 'CODE' }
    savedWords('semnan-1405-0001', () => store).write(more)
    const all = [...store.kept.entries()].flat().join(' ')
    expect(all).not.toMatch(/NAME|CONTACT|CODE/)
  })

  test('are gone once forgotten, and where nothing is written', () => {
    const store = aStore()
    const words = savedWords('semnan-1405-0001', () => store)
    words.write(WORDS)
    words.forget()
    words.write({ ...WORDS, text: '', suggestedWording: '' })
    expect(store.kept.size).toBe(0)
  })

  test.each([
    ['no JSON', '{'],
    ['a list', '[1]'],
    ['other kinds of values', '{"text":7}'],
  ])('do without what somebody else left there: %s', (_case, left) => {
    const store = aStore()
    store.setItem('comment-period:semnan-1405-0001', left)
    const words = savedWords('semnan-1405-0001', () => store).read()
    expect(words?.text ?? '').toBe('')
  })

  test('do without a storage that the browser forbids', () => {
    const words = savedWords('semnan-1405-0001', () => {
      throw new DOMException('denied', 'SecurityError')
    })
    words.write(WORDS)
    words.forget()
    expect(words.read()).toBeNull()
  })
})
