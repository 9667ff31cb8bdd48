import type { UnplacedText } from '../../plugins/comment-period/domain/clause-splitting'
import type { WordParts } from '../support/word-files'
import { LISTS } from './numbered-by-lists'
import { LAYOUTS } from './laid-out'
import { HANDS } from './typed-by-hand'

/** A document as bodies really send them, and what should become of it. */
export interface WordCase {
  readonly name: string
  readonly parts: WordParts
  readonly title: string
  /** `kind | label | heading | text`, line by line. */
  readonly clauses: readonly string[]
  /** `place doubt`. */
  readonly doubts?: readonly string[]
  readonly unplaced?: readonly `${UnplacedText['reason']}: ${string}`[]
  /** `what count`. */
  readonly leftOut?: readonly string[]
}

export const WORD_CASES: readonly WordCase[] = [...HANDS, ...LISTS, ...LAYOUTS]
