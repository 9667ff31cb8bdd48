import { PLUGIN_ID } from './plugin-id'

/** What an account may do, as Strapi asks for it. */
export interface Permission {
  readonly action: string
  /** A content type, where the act is upon its entries. */
  readonly subject: string | null
}

/** The permission to an act of the plugin's own. */
export function permissionTo(act: string): Permission {
  return { action: `plugin::${PLUGIN_ID}.${act}`, subject: null }
}
