import { useAuth } from '@strapi/strapi/admin'
import { useState } from 'react'

import type { DeskCommentOut } from '../../../contracts/desk'
import { PLUGIN_ID } from '../plugin-id'
import { backendUrl } from '../strapi-admin-types'

/** Hands a quarantined file to whoever screens: Strapi's own client reads JSON alone. */
export function useAttachmentDownload() {
  const token = useAuth('AttachmentDownload', (state) => state.token)
  const [hasFailed, setHasFailed] = useState(false)

  const download = async (
    publicId: string,
    { n, name }: DeskCommentOut['attachments'][number],
  ): Promise<void> => {
    const path = `/${PLUGIN_ID}/comments/${encodeURIComponent(publicId)}/attachments/${String(n)}/file`
    const answer = await fetch(backendUrl() + path, {
      headers: { Authorization: `Bearer ${token ?? ''}` },
    }).catch(() => null)
    setHasFailed(answer?.ok !== true)
    if (answer?.ok !== true) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await answer.blob())
    link.download = name
    link.click()
    URL.revokeObjectURL(link.href)
  }

  return { download, hasFailed }
}
