import { useEffect, useState } from 'react'

import { PLUGIN_ID } from '../plugin-id'
import { backendUrl } from '../strapi-admin-types'

/** `null` while there is none. */
export type PublicAnswer<T> = T | 'failed' | null

/**
 * What the public interface answers: staff read of a docket's texts what everyone does.
 *
 * @param path under the public routes
 */
export function usePublicAnswer<T>(path: string): PublicAnswer<T> {
  const [answered, setAnswered] = useState<{ path: string; answer: T | 'failed' } | null>(null)

  useEffect(() => {
    const request = new AbortController()
    const ask = async () => {
      const answer = await read<T>(path, request.signal)
      if (!request.signal.aborted) setAnswered({ path, answer })
    }
    void ask()
    return () => request.abort()
  }, [path])

  return answered?.path === path ? answered.answer : null
}

async function read<T>(path: string, signal: AbortSignal): Promise<T | 'failed'> {
  try {
    const answer = await fetch(`${backendUrl()}/api/${PLUGIN_ID}${path}`, { signal })
    return answer.ok ? ((await answer.json()) as T) : 'failed'
  } catch (cause) {
    // What fetch throws is of these: no answer, no JSON, or an answer nobody waits for any more.
    if (cause instanceof TypeError || cause instanceof SyntaxError || signal.aborted) {
      return 'failed'
    }
    throw cause
  }
}
