import { lockRules } from '../repositories/rule-revisions'
import { OWN_BODIES } from './own-bodies'
import { READY_MADE_ROLES, type ReadyMadeRole } from '../ready-made-roles'
import {
  adminRolesOf,
  configOf,
  inTransaction,
  isLocalized,
  PLUGIN,
  UID,
  type AdminPermission,
  type Strapi,
} from '../strapi-types'

const FILES = ['read', 'assets.create', 'assets.update', 'assets.download', 'assets.copy-link']

/**
 * Makes the roles at the first start, and never again: whoever removed one does not want it back.
 * Not in `bootstrap`: Strapi makes its own roles after that, and only where there are none yet.
 */
export async function makeRolesOnce(strapi: Strapi): Promise<void> {
  await inTransaction(strapi, async (db) => {
    // Two nodes may start for the first time together.
    await lockRules(db)
    const store = strapi.store({ type: 'plugin', name: PLUGIN, key: 'roles-made' })
    if ((await store.get({})) !== null) return
    for (const role of READY_MADE_ROLES) await makeRole(strapi, role)
    await store.set({ value: true })
  })
}

async function makeRole(strapi: Strapi, role: ReadyMadeRole): Promise<void> {
  const roles = adminRolesOf(strapi)
  const { code, name, description } = role
  if (await roles.exists({ name })) return
  const { id } = await roles.create({ code, name, description })
  await roles.assignPermissions(id, permissionsOf(strapi, role))
}

function permissionsOf(strapi: Strapi, role: ReadyMadeRole): AdminPermission[] {
  const ours = role.acts.map((act) => ({ action: `plugin::${PLUGIN}.${act}` }))
  const files = role.bringsFiles === true ? FILES : []
  const { locales } = configOf(strapi)
  const contents = adminRolesOf(strapi)
    .contentPermissions()
    .flatMap((permission) => {
      const { subject, properties } = permission
      const allowed = role.content[subject ?? '']?.map(
        (act) => `plugin::content-manager.explorer.${act}`,
      )
      if (allowed?.includes(permission.action) !== true) return []
      return [
        {
          ...permission,
          properties: isLocalized(strapi, subject ?? '') ? { ...properties, locales } : properties,
          conditions: subject === UID.draft ? [OWN_BODIES] : [],
        },
      ]
    })
  return [...ours, ...files.map((file) => ({ action: `plugin::upload.${file}` })), ...contents]
}
