import { isFetchError, useFetchClient } from '@strapi/strapi/admin'
import { useEffect, useState } from 'react'

import { readPeriodAnswer, type PeriodAnswer } from '../period-answer'
import { PLUGIN_ID } from '../plugin-id'

/**
 * The comment period of a draft, asked for anew whenever the document shown has changed (it was
 * published, for one), or when it is asked to. `answer` is `null` until the first comes.
 */
export function useDraftPeriod(
  documentId: string,
  document: object,
  meta: object | undefined,
): { readonly answer: PeriodAnswer | null; readonly askAgain: () => void } {
  const { get } = useFetchClient()
  const [answer, setAnswer] = useState<PeriodAnswer | null>(null)
  const [round, setRound] = useState(0)

  useEffect(() => {
    const request = new AbortController()
    const ask = async () => {
      try {
        const { data } = await get(
          `/${PLUGIN_ID}/drafts/${encodeURIComponent(documentId)}/period`,
          // Otherwise a refusal's body is lost; 401 must be thrown for Strapi to renew the session.
          { signal: request.signal, validateStatus: (status) => status !== 401 },
        )
        if (!request.signal.aborted) setAnswer(readPeriodAnswer(data))
      } catch (error) {
        if (!request.signal.aborted) setAnswer(failureOf(error))
      }
    }
    void ask()
    return () => request.abort()
  }, [get, documentId, document, meta, round])

  return { answer, askAgain: () => setRound((before) => before + 1) }
}

function failureOf(error: unknown): PeriodAnswer {
  if (isFetchError(error) && error.status === 401)
    return { kind: 'refused', code: 'UNAUTHENTICATED' }
  return { kind: 'failed', message: error instanceof Error ? error.message : null }
}
