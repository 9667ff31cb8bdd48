import { useCallback } from 'react'

import { useContentCalls } from './use-content-calls'
import { useOutcome } from './use-outcome'

/** A draft regulation as the content manager lists it. */
export interface DraftEntry {
  readonly documentId: string
  readonly title: string | null
  /** `draft` until the first exposure: that is what Publish means. */
  readonly status: 'draft' | 'modified' | 'published'
}

/** All drafts of the content manager; which of them have been exposed, their status says. */
export function useDrafts() {
  const { list } = useContentCalls()
  return useOutcome(useCallback((signal) => list<DraftEntry>('draft-regulation', signal), [list]))
}
