import { describe, expect, test } from '@jest/globals'
import { gunzipSync } from 'node:zlib'
import {
  answered,
  keepAnswers,
} from '../../../plugins/comment-period/server/src/services/kept-answers'

/** Makes answers of a given length and counts how often it was asked to. */
function maker(length = 10) {
  const made: string[] = []
  const make = (name: string) => () => {
    made.push(name)
    return Promise.resolve({ name, text: 'ا'.repeat(length) })
  }
  return { made, make }
}

describe('an answer', () => {
  test('is tagged by what it says, and can be read compressed', async () => {
    const { answer, sent } = answered({ title: 'پیش‌نویس' })
    expect(JSON.parse(sent.json.toString())).toEqual(answer)
    expect(sent.etag).toMatch(/^W\/"[\w-]{22}"$/)
    expect(answered({ title: 'پیش‌نویس' }).sent.etag).toBe(sent.etag)
    expect(answered({ title: 'پیش نویس' }).sent.etag).not.toBe(sent.etag)
    expect(gunzipSync(await sent.gzipped()).equals(sent.json)).toBe(true)
    expect(await sent.gzipped()).toBe(await sent.gzipped())
  })
})

describe('answers that are kept', () => {
  test('are made once for a stamp, and anew for another', async () => {
    const keep = keepAnswers(1_000_000)
    const { made, make } = maker()
    const first = await keep('a', '1', make('a1'))
    expect(await keep('a', '1', make('again'))).toBe(first)
    expect((await keep('a', '2', make('a2'))).answer.name).toBe('a2')
    expect((await keep('a', '1', make('a1 again'))).answer.name).toBe('a1 again')
    expect(made).toEqual(['a1', 'a2', 'a1 again'])
  })

  test('are shared by those who ask while one is being made', async () => {
    const keep = keepAnswers(1_000_000)
    const { made, make } = maker()
    const all = await Promise.all(['x', 'y', 'z'].map((name) => keep('a', '1', make(name))))
    expect(new Set(all).size).toBe(1)
    expect(made).toEqual(['x'])
  })

  test('are not those that failed: the next one tries again', async () => {
    const keep = keepAnswers(1_000_000)
    const { make } = maker()
    const fail = () => Promise.reject(new Error('away'))
    await expect(keep('a', '1', fail)).rejects.toThrow('away')
    expect((await keep('a', '1', make('a1'))).answer.name).toBe('a1')
  })

  test('stay within their bytes; the one asked for least lately makes room', async () => {
    const keep = keepAnswers(3 * (2 * 1_000 + 2_000))
    const { made, make } = maker(500)
    for (const key of ['a', 'b', 'c']) await keep(key, '1', make(key))
    await keep('a', '1', make('a again'))
    await keep('d', '1', make('d'))
    await keep('a', '1', make('a again'))
    await keep('b', '1', make('b again'))
    expect(made).toEqual(['a', 'b', 'c', 'd', 'b again'])
  })

  test('do not include one that is too large, or any where nothing may be kept', async () => {
    const { made, make } = maker(5_000)
    for (const bytes of [10_000, 0]) {
      const keep = keepAnswers(bytes)
      await keep('a', '1', make('first'))
      expect((await keep('a', '1', make('second'))).answer.name).toBe('second')
    }
    expect(made).toEqual(['first', 'second', 'first', 'second'])
  })

  test('give back the bytes of an answer that was replaced', async () => {
    const keep = keepAnswers(2 * (2 * 1_000 + 2_000))
    const { made, make } = maker(500)
    await keep('b', '1', make('b'))
    for (let stamp = 0; stamp < 20; stamp += 1) await keep('a', String(stamp), make('a'))
    await keep('b', '1', make('b again'))
    expect(made).not.toContain('b again')
  })
})
