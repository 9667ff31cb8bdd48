import { useAuth } from '@strapi/strapi/admin'
import { useState } from 'react'

import { PLUGIN_ID } from '../plugin-id'
import { backendUrl } from '../strapi-admin-types'

/** Saves a file that a staff route answers: Strapi's own client reads JSON alone. */
export function useFileDownload() {
  const token = useAuth('FileDownload', (state) => state.token)
  const [hasFailed, setHasFailed] = useState(false)

  /**
   * @param path under the plugin's own staff routes
   * @param name where the route gives none
   */
  const download = async (path: string, name: string): Promise<void> => {
    const answer = await fetch(`${backendUrl()}/${PLUGIN_ID}${path}`, {
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
