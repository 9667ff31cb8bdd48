import { describe, expect, test } from '@jest/globals'
import { seal, unseal, type Key } from '../../../plugins/comment-period/server/src/services/keys'

const key = (id: string, fill: number): Key => ({ id, secret: Buffer.alloc(32, fill) })
const CURRENT = key('k2', 2)
const OLDER = key('k1', 1)
const CONTACT = '{"name":"کارشناس","contact":null}'

describe('a sealed contact', () => {
  test('S37 is opened with the key it names, also after a newer one has come', () => {
    const sealed = seal(OLDER, CONTACT, 'contact|a')
    expect(sealed).not.toContain('کارشناس')
    expect(unseal([CURRENT, OLDER], sealed, 'contact|a')).toBe(CONTACT)
  })

  test('S37 looks different each time it is sealed', () => {
    expect(seal(CURRENT, CONTACT, 'contact|a')).not.toBe(seal(CURRENT, CONTACT, 'contact|a'))
  })

  test.each([
    ['in another row', (sealed: string) => [sealed, 'contact|b', [CURRENT]] as const],
    ['without its key', (sealed: string) => [sealed, 'contact|a', [OLDER]] as const],
    [
      'once a character was changed',
      (sealed: string) => {
        const parts = sealed.split('.')
        parts[3] = `${parts[3]!.startsWith('A') ? 'B' : 'A'}${parts[3]!.slice(1)}`
        return [parts.join('.'), 'contact|a', [CURRENT]] as const
      },
    ],
  ])('stays shut %s', (_when, tamper) => {
    const [sealed, bound, keys] = tamper(seal(CURRENT, CONTACT, 'contact|a'))
    expect(() => unseal(keys, sealed, bound)).toThrow()
  })
})
