import { useFetchClient } from '@strapi/strapi/admin'
import { useState } from 'react'

import type { WordDocumentOut } from '../../../contracts/word-document'
import { isRefusalCode, type RefusalCode } from '../../../domain/refusal'
import { PLUGIN_ID } from '../plugin-id'

export type WordDocumentAnswer =
  | ({ readonly kind: 'read' } & WordDocumentOut)
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'failed' }

/** Sends a Word document to be read as lines. */
export function useWordDocument() {
  const { post } = useFetchClient()
  const [isReading, setIsReading] = useState(false)

  const read = async (file: File): Promise<WordDocumentAnswer> => {
    const form = new FormData()
    form.append('attachment', file)
    setIsReading(true)
    try {
      const { data } = await post<WordDocumentOut & { code?: string }>(
        `/${PLUGIN_ID}/word-documents`,
        form,
        // Otherwise a refusal's body is lost; 401 must be thrown for Strapi to renew the session.
        { validateStatus: (status) => status !== 401 },
      )
      if (Array.isArray(data.lines)) return { kind: 'read', ...data }
      return data.code !== undefined && isRefusalCode(data.code)
        ? { kind: 'refused', code: data.code }
        : { kind: 'failed' }
    } catch {
      // Nothing was changed anywhere: the editor is told, and may choose the file once more.
      return { kind: 'failed' }
    } finally {
      setIsReading(false)
    }
  }

  return { isReading, read }
}
