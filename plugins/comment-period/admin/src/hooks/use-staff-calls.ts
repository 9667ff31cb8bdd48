import { useFetchClient } from '@strapi/strapi/admin'
import { useMemo } from 'react'

import { PLUGIN_ID } from '../plugin-id'
import { isRefusalBody, readRefusal, type StaffRefusal } from '../staff-refusal'

export type CallOutcome<T> = { readonly kind: 'answered'; readonly data: T } | StaffRefusal

export interface StaffCalls {
  /** @param path under the plugin's own staff routes */
  readonly ask: <T>(path: string, signal?: AbortSignal) => Promise<CallOutcome<T>>
  readonly send: <T>(path: string, body: object) => Promise<CallOutcome<T>>
  readonly remove: <T>(path: string) => Promise<CallOutcome<T>>
}

/** Calls of our staff routes. What they answer is what their contracts say. */
export function useStaffCalls(): StaffCalls {
  const { get, post, del } = useFetchClient()
  return useMemo(() => {
    // Otherwise a refusal's body is lost; 401 must be thrown for Strapi to renew the session.
    const options = { validateStatus: (status: number) => status !== 401 }
    return {
      ask: <T>(path: string, signal?: AbortSignal) =>
        outcomeOf<T>(
          get(`/${PLUGIN_ID}${path}`, { ...options, ...(signal === undefined ? {} : { signal }) }),
        ),
      send: <T>(path: string, body: object) =>
        outcomeOf<T>(post(`/${PLUGIN_ID}${path}`, body, options)),
      remove: <T>(path: string) => outcomeOf<T>(del(`/${PLUGIN_ID}${path}`, options)),
    }
  }, [get, post, del])
}

/** What came of a call; a refusal of ours or of Strapi's is told by its form. */
export async function outcomeOf<T>(answer: Promise<{ data: unknown }>): Promise<CallOutcome<T>> {
  try {
    const { data } = await answer
    // Strapi's client hands on no status: a refusal is told by its own form.
    return isRefusalBody(data) ? readRefusal(data) : { kind: 'answered', data: data as T }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : null }
  }
}
