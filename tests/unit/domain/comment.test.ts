import { describe, expect, test } from '@jest/globals'

import {
  CHANNELS,
  COMMENT_STATES,
  COMMENT_TRANSITIONS,
  COMMENT_TYPES,
  firstCommentState,
  SCREENING_MODES,
  WEB_CHANNELS,
  WEB_COMMENT_TYPES,
  WITHHOLD_REASONS,
  type CommentState,
} from '../../../plugins/comment-period/domain/comment'

const mayGo = (from: CommentState, to: CommentState) => COMMENT_TRANSITIONS[from].includes(to)

describe('a comment', () => {
  test.each<[CommentState, CommentState, boolean]>([
    ['received', 'received', false],
    ['received', 'published', true],
    ['received', 'withheld', true],
    ['received', 'spam', true],

    // Once screened it never waits to be screened again.
    ['published', 'received', false],
    ['published', 'published', false],
    ['published', 'withheld', true],
    ['published', 'spam', true],

    ['withheld', 'received', false],
    ['withheld', 'published', true],
    ['withheld', 'withheld', false],
    ['withheld', 'spam', true],

    ['spam', 'received', false],
    ['spam', 'published', true],
    ['spam', 'withheld', true],
    ['spam', 'spam', false],
  ])('%s may become %s: %s', (from, to, lawful) => {
    expect(mayGo(from, to)).toBe(lawful)
  })

  test.each(COMMENT_STATES)('%s can be published in the end: nothing is a dead end', (state) => {
    expect(state === 'published' || mayGo(state, 'published')).toBe(true)
  })

  test.each([
    ['before', 'received'],
    ['after', 'published'],
  ] as const)('of a body that screens %s publishing starts as %s', (screening, state) => {
    expect(firstCommentState(screening, null)).toBe(state)
  })

  test.each(SCREENING_MODES)('starts, screened %s publishing, in a state it can leave', (mode) => {
    expect(COMMENT_TRANSITIONS[firstCommentState(mode, null)]).not.toEqual([])
  })
})

describe('the words for comments', () => {
  test('on the web are among all channels and types', () => {
    expect(CHANNELS).toEqual(expect.arrayContaining([...WEB_CHANNELS]))
    expect(COMMENT_TYPES).toEqual(expect.arrayContaining([...WEB_COMMENT_TYPES]))
  })

  test('do not let requests and complaints in by a web form yet', () => {
    expect(WEB_COMMENT_TYPES).not.toContain('request')
    expect(WEB_COMMENT_TYPES).not.toContain('complaint')
  })

  test('name no opinion as a reason to withhold', () => {
    const opinions = ['criticism', 'hostile', 'opinion', 'complaint', 'political']
    expect(WITHHOLD_REASONS.filter((reason) => opinions.includes(reason))).toEqual([])
  })
})
