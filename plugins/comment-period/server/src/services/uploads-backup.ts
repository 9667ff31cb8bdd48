import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { aroundLifecyclesOff, publicFolderOf, type Strapi } from '../strapi-types'

const UPLOADS = 'uploads'
const BACKUP = /^uploads_backup_\d+$/

/**
 * `strapi import` and `strapi transfer` move the uploads aside before they delete anything, and
 * leave them there where the deletion is refused, as it is on a system with a record: every file
 * of the media library would be gone from its address. They switch the lifecycles off before and
 * on again afterwards, whatever came of it; a backup that is then still there is put back.
 *
 * Does not cover a process that is killed in between.
 */
export function keepUploadsThroughImports(strapi: Strapi): void {
  const folder = publicFolderOf(strapi)
  let before: ReadonlySet<string> = new Set()
  aroundLifecyclesOff(
    strapi,
    () => {
      before = new Set(backupsIn(folder))
    },
    () => {
      for (const name of backupsIn(folder)) if (!before.has(name)) putBack(folder, name)
    },
  )
}

function backupsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => BACKUP.test(name)) : []
}

function putBack(folder: string, backup: string): void {
  // What stands there now came with the import that failed.
  rmSync(path.join(folder, UPLOADS), { recursive: true, force: true })
  renameSync(path.join(folder, backup), path.join(folder, UPLOADS))
}
