import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { readDatabaseClock } from '../database/clock'
import { loadWidgetFile, saveWidgetFiles, type WidgetFileRow } from '../repositories/widget-files'
import { connectionOf, type Db, type Strapi } from '../strapi-types'

const manifest = z.strictObject({
  current: z.string().regex(/^[0-9a-f]{16}$/),
  integrity: z.string(),
  files: z.array(z.strictObject({ name: z.string(), mime: z.string(), sha256: z.string() })),
})

export type WidgetManifest = z.infer<typeof manifest>

/** A file as it is served. */
export interface WidgetFile {
  readonly mime: string
  readonly sha256: string
  readonly content: Buffer
  /** `null` where it would not be smaller. */
  readonly gzipped: Buffer | null
}

/** What may be asked for: nothing else is looked up. */
const SERVED_NAME = /^[0-9a-f]{16}\.(js|[a-z]{2,3}\.json)$|^fonts\/[a-z0-9-]{1,60}\.(woff2|txt)$/
/** Builds that portals pinned long ago are asked for seldom; some dozen files are a few MB. */
const MOST_KEPT = 40
/** Beside the bundled server: `dist/widget` beside `dist/server`. */
const BUILT = path.resolve(__dirname, '../widget')
const BINARY = 'font/woff2'

export interface WidgetFiles {
  readonly manifest: WidgetManifest
  /** A file of this build or of any that was ever served. */
  readonly find: (name: string) => Promise<WidgetFile | null>
}

const FILES = new WeakMap<Strapi, WidgetFiles>()

/**
 * Records the files of the present build, so that they are still served after it was replaced: a
 * portal that pins a build by its hash must never find it gone or changed.
 *
 * @param folder where the build is
 * @throws where the widget has not been built, or a file is not the one that the manifest names
 */
export async function recordWidgetBuild(strapi: Strapi, folder: string = BUILT): Promise<void> {
  const db = connectionOf(strapi)
  const built = manifest.parse(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')))
  const rows = built.files.map((file) => rowOf(folder, file))
  await saveWidgetFiles(db, rows, await readDatabaseClock(db))
  FILES.set(strapi, { manifest: built, find: keptFiles(db) })
}

/** @throws before the boot has recorded a build */
export function widgetFilesOf(strapi: Strapi): WidgetFiles {
  const files = FILES.get(strapi)
  if (files === undefined) throw new Error('comment-period: no build of the widget is recorded')
  return files
}

function rowOf(folder: string, { name, mime, sha256 }: WidgetManifest['files'][number]) {
  const content = readFileSync(path.join(folder, name))
  if (createHash('sha256').update(content).digest('hex') !== sha256 || !SERVED_NAME.test(name)) {
    throw new Error(`comment-period: ${name} is not as the widget’s manifest says; build it again`)
  }
  return { name, mime, sha256, content: content.toString(mime === BINARY ? 'base64' : 'utf8') }
}

/** Reads from the database what is not in memory; of what is, the longest unused makes room. */
function keptFiles(db: Db): WidgetFiles['find'] {
  const kept = new Map<string, WidgetFile>()
  return async (name) => {
    if (!SERVED_NAME.test(name)) return null
    const found = kept.get(name) ?? (await load(db, name))
    if (found === null) return null
    kept.delete(name)
    kept.set(name, found)
    const [longestUnused] = kept.keys()
    if (kept.size > MOST_KEPT && longestUnused !== undefined) kept.delete(longestUnused)
    return found
  }
}

async function load(db: Db, name: string): Promise<WidgetFile | null> {
  const row = await loadWidgetFile(db, name)
  return row === null ? null : fileOf(row)
}

function fileOf({ mime, sha256, content }: WidgetFileRow): WidgetFile {
  const bytes = Buffer.from(content, mime === BINARY ? 'base64' : 'utf8')
  const gzipped = mime === BINARY ? null : gzipSync(bytes, { level: 9 })
  return { mime, sha256, content: bytes, gzipped }
}
