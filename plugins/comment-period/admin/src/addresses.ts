import { PLUGIN_ID } from './plugin-id'

/** The desk with the comments of one draft; `narrowed` is more of what it can be narrowed by. */
export function deskAddress(documentId: string, narrowed: Record<string, string> = {}): string {
  const query = new URLSearchParams({ draft: documentId, ...narrowed })
  return `/plugins/${PLUGIN_ID}/desk?${query.toString()}`
}

/** One comment at the desk. */
export function commentAddress(publicId: string): string {
  return `/plugins/${PLUGIN_ID}/desk/comments/${encodeURIComponent(publicId)}`
}

/** The themes of one draft, and what is left to be done before its terminal act. */
export function themesAddress(documentId: string): string {
  return `/plugins/${PLUGIN_ID}/themes?draft=${encodeURIComponent(documentId)}`
}
