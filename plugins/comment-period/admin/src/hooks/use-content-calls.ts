import { useFetchClient } from '@strapi/strapi/admin'
import { useMemo } from 'react'

import { PLUGIN_ID } from '../plugin-id'
import { outcomeOf, type CallOutcome } from './use-staff-calls'

/** A content type of ours as the content manager lists it. */
export interface ContentList<T> {
  readonly results: readonly T[]
}

interface ContentPage<T> extends ContentList<T> {
  readonly pagination: { readonly pageCount: number }
}

export interface ContentCalls {
  /** All of them, however many pages that takes. */
  readonly list: <T>(type: string, signal: AbortSignal) => Promise<CallOutcome<ContentList<T>>>
  readonly change: (type: string, documentId: string, data: object) => Promise<CallOutcome<object>>
}

/**
 * Entries through the content manager's own routes: what somebody may do there, they may do on our
 * pages, and nothing else.
 */
export function useContentCalls(): ContentCalls {
  const { get, put } = useFetchClient()
  return useMemo(() => {
    // Otherwise a refusal's body is lost; 401 must be thrown for Strapi to renew the session.
    const options = { validateStatus: (status: number) => status !== 401 }
    const at = (type: string) => `/content-manager/collection-types/plugin::${PLUGIN_ID}.${type}`
    return {
      async list<T>(type: string, signal: AbortSignal): Promise<CallOutcome<ContentList<T>>> {
        const results: T[] = []
        for (let page = 1; ; page += 1) {
          const address = `${at(type)}?page=${String(page)}&pageSize=100`
          const outcome = await outcomeOf<ContentPage<T>>(get(address, { ...options, signal }))
          if (outcome.kind !== 'answered') return outcome
          results.push(...outcome.data.results)
          if (page >= outcome.data.pagination.pageCount) {
            return { kind: 'answered', data: { results } }
          }
        }
      },
      change: (type: string, documentId: string, data: object) =>
        outcomeOf<object>(put(`${at(type)}/${documentId}`, data, options)),
    }
  }, [get, put])
}
