import { useFetchClient } from '@strapi/strapi/admin'
import { useMemo } from 'react'

import { PLUGIN_ID } from '../plugin-id'
import { outcomeOf, type CallOutcome } from './use-staff-calls'

/** A content type of ours as the content manager lists it. */
export interface ContentList<T> {
  readonly results: readonly T[]
}

export interface ContentCalls {
  readonly list: <T>(type: string, signal: AbortSignal) => Promise<CallOutcome<ContentList<T>>>
  readonly change: (type: string, documentId: string, data: object) => Promise<CallOutcome<object>>
}

/** More bodies or kinds than one installation has. */
const PAGE = 'page=1&pageSize=100'

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
      list: <T>(type: string, signal: AbortSignal) =>
        outcomeOf<ContentList<T>>(get(`${at(type)}?${PAGE}`, { ...options, signal })),
      change: (type: string, documentId: string, data: object) =>
        outcomeOf<object>(put(`${at(type)}/${documentId}`, data, options)),
    }
  }, [get, put])
}
