import type { StrapiApp } from '@strapi/strapi/admin'
import type { ReactNode } from 'react'

/**
 * The one place where the admin's typing gaps are bridged: Strapi types the apis of its own
 * content manager as `Record<string, unknown>`.
 */

export type AdminApp = StrapiApp

/** What Strapi hands to `bootstrap`; menu links and fields must be there before, in `register`. */
export type BootstrapApp = Pick<StrapiApp, 'getPlugin'>

/** What the edit view knows of the document it shows. */
export interface EditViewContext {
  readonly model: string
  /** Absent while a document is being created. While one is cloned, that of its origin. */
  readonly documentId?: string
  /** Absent while a document is being created or cloned. */
  readonly document?: object
  readonly meta?: object
}

/** Rendered by Strapi as a component: hooks may be used in it. */
export type SidePanel = (context: EditViewContext) => { title: string; content: ReactNode } | null

/** Rendered by Strapi as a component too. It knows its own actions by their `type`. */
export interface DocumentAction {
  (context: EditViewContext): (object & { readonly label: string }) | null
  readonly type?: string
  readonly position?: unknown
}

interface ContentManagerApis {
  addEditViewSidePanel(panels: SidePanel[]): void
  addDocumentAction(change: (actions: DocumentAction[]) => DocumentAction[]): void
}

export function contentManagerOf(app: BootstrapApp): ContentManagerApis {
  return app.getPlugin('content-manager').apis as unknown as ContentManagerApis
}

/** What the edit view hands to the input of a custom field of type `json`. */
export interface JsonFieldProps {
  readonly name: string
  readonly value?: unknown
  readonly onChange: (event: { target: { name: string; type: 'json'; value: unknown } }) => void
  readonly label?: ReactNode
  readonly labelAction?: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
}

/** Where the server is, as the admin was built or started with; Strapi types it for itself only. */
export function backendUrl(): string {
  const { backendURL } = window.strapi as unknown as { readonly backendURL?: string }
  return backendURL ?? window.location.origin
}
