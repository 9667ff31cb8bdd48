import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isFiledText } from '../../../plugins/comment-period/domain/legal-text'
import {
  chainStart,
  linkFault,
  nextLink,
  type ChainLink,
} from '../../../plugins/comment-period/domain/record-chain'
import {
  commitments,
  isCommitted,
  isRowKind,
  memberSalt,
  ROW_FORMATS,
  ROW_KINDS,
  rowHash,
  rowSaltOf,
  type RecordRow,
  type ShownMember,
} from '../../../plugins/comment-period/domain/record-row'
import { sha256Hex } from '../../../plugins/comment-period/server/src/services/keys'

interface Vector {
  readonly row: RecordRow
  readonly linkSalt?: string
  readonly commentSalt?: string
  readonly salt: string
  readonly shown: Readonly<Record<string, string>>
  readonly at: number
  readonly rowHash: string
  readonly linkHash: string
}

const VECTORS = JSON.parse(
  readFileSync(path.join(__dirname, '../../../docs/record-format-vectors.json'), 'utf8'),
) as {
  chain: string
  start: string
  links: readonly Vector[]
  text: { textHash: string; filed: FiledText; refused: readonly FiledText[] }
  member: { commitment: string; shown: ShownMember; refused: readonly ShownMember[] }
}

interface FiledText {
  readonly salt: string
  readonly text: string
}

const links = (): ChainLink[] => {
  let end = chainStart(VECTORS.chain, sha256Hex)
  return VECTORS.links.map(({ row, at }) => {
    const link = nextLink(end, { ...row, rowHash: rowHash(row, sha256Hex), at }, sha256Hex)
    end = link
    return link
  })
}

describe('the test vectors of the record format', () => {
  test('start from the name of the chain', () => {
    expect(chainStart(VECTORS.chain, sha256Hex)).toEqual({ position: 0, linkHash: VECTORS.start })
  })

  test('have the hashes that the chain makes of their rows', () => {
    expect(links().map((link) => [link.rowHash, link.linkHash])).toEqual(
      VECTORS.links.map((vector) => [vector.rowHash, vector.linkHash]),
    )
  })

  test('commit to the closed members that they show', () => {
    for (const { row, salt, shown, linkSalt, commentSalt } of VECTORS.links) {
      if (linkSalt !== undefined) {
        expect(rowSaltOf(linkSalt, commentSalt ?? null, sha256Hex)).toBe(salt)
      }
      expect(commitments(salt, shown, sha256Hex)).toEqual(row.closed)
    }
  })
})

describe('the test vectors of what makes a hash', () => {
  test('have one text of a comment, and refuse what has the same bytes otherwise divided', () => {
    const { textHash, filed, refused } = VECTORS.text
    expect(isFiledText(filed.salt, filed.text, textHash, sha256Hex)).toBe(true)
    for (const { salt, text } of refused) {
      expect([salt, isFiledText(salt, text, textHash, sha256Hex)]).toEqual([salt, false])
    }
    // All but the last are the same bytes: nothing but the form of the salt tells them apart.
    expect(refused.slice(0, -1).map(({ salt, text }) => sha256Hex(salt + text))).toEqual(
      refused.slice(1).map(() => textHash),
    )
  })

  test('have one value of a member, and refuse what has the same bytes otherwise divided', () => {
    const { commitment, shown, refused } = VECTORS.member
    expect(isCommitted(shown, commitment, sha256Hex)).toBe(true)
    for (const each of refused) {
      expect([each, isCommitted(each, commitment, sha256Hex)]).toEqual([each, false])
      expect(sha256Hex(`${each.salt}:${each.value}`)).toBe(commitment)
    }
  })
})

describe('a chain', () => {
  const [first, second, third] = links() as [ChainLink, ChainLink, ChainLink]
  const start = chainStart(VECTORS.chain, sha256Hex)

  test('follows from its start', () => {
    expect(linkFault(start, first, sha256Hex)).toBeNull()
    expect(linkFault(first, second, sha256Hex)).toBeNull()
    expect(linkFault(second, third, sha256Hex)).toBeNull()
  })

  test('shows a link that is left out, moved, or of another chain', () => {
    expect(linkFault(first, third, sha256Hex)).toBe('position')
    expect(linkFault(first, { ...third, position: 2 }, sha256Hex)).toBe('hash')
    expect(linkFault(chainStart('other-1405-0001', sha256Hex), first, sha256Hex)).toBe('hash')
  })

  test.each([
    ['kind', { kind: 'note' as const }],
    ['subject', { subject: '2' }],
    ['row', { rowHash: '0'.repeat(64) }],
    ['instant', { at: 1 }],
  ])('shows a link of another %s', (_, other) => {
    expect(linkFault(start, { ...first, ...other }, sha256Hex)).toBe('hash')
  })
})

describe('a row of the record', () => {
  test('names no member twice, open and closed', () => {
    for (const kind of ROW_KINDS) {
      const { open, closed } = ROW_FORMATS[kind]
      expect([kind, Object.keys(open).filter((name) => closed.includes(name as never))]).toEqual([
        kind,
        [],
      ])
    }
  })

  test('commits to a closed member by itself: one that is shown does not help to guess another', () => {
    const closed = { reason: 'دلیل', actor: 'دلیل' }
    const { reason, actor } = commitments('a'.repeat(32), closed, sha256Hex)
    expect(reason).not.toBe(actor)
    expect(memberSalt('a'.repeat(32), 'reason', sha256Hex)).not.toBe(
      memberSalt('a'.repeat(32), 'actor', sha256Hex),
    )
    expect(commitments('a'.repeat(32), { reason: null }, sha256Hex)).toEqual({})
  })

  test('of a comment is salted with more than whoever has its text is given', () => {
    const [link, comment] = ['a'.repeat(32), 'b'.repeat(32)]
    expect(rowSaltOf(link, null, sha256Hex)).toBe(link)
    expect([link, comment]).not.toContain(rowSaltOf(link, comment, sha256Hex))
  })

  test('is of a kind there is', () => {
    expect(isRowKind('comment')).toBe(true)
    expect(['toString', '__proto__', 'rumour'].map(isRowKind)).toEqual([false, false, false])
  })
})
