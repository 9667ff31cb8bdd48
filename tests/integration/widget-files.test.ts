import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { bootApp, ROOT, type TestApp } from '../support/app'
import { newSite, removeSite, type Site } from '../support/sites'

const TABLE = 'comment_period_widget_files'
const OLD = '00112233445566ff'
const OLD_SCRIPT = '/* a build of an earlier release: «نظرخواهی» */'
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

interface Manifest {
  readonly current: string
  readonly integrity: string
  readonly files: readonly { name: string; mime: string; sha256: string }[]
}

describe('the files of the widget', () => {
  let site: Site
  let app: TestApp
  let manifest: Manifest

  beforeAll(async () => {
    site = await newSite()
    app = await bootApp(site)
    manifest = (await app.call('GET', '/widget/manifest.json')).body as Manifest
  })

  afterAll(async () => {
    await app.stop()
    await removeSite(site)
  })

  const get = (name: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/widget/${name}`, { headers })

  test('are served to any origin under a name that never changes its bytes', async () => {
    for (const { name, mime, sha256: expected } of manifest.files) {
      const answer = await get(name, { Origin: 'https://portal.example' })
      expect([name, answer.status]).toEqual([name, 200])
      expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(expected)
      expect(answer.headers.get('content-type')).toContain(mime)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('have the newest build at the address of v1, to be asked about again', async () => {
    const moving = await get('v1.js')
    const script = Buffer.from(await moving.arrayBuffer())
    expect(moving.headers.get('cache-control')).toBe('public, max-age=300')
    expect(script).toEqual(
      readFileSync(path.join(ROOT, `plugins/comment-period/dist/widget/${manifest.current}.js`)),
    )
    const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
    expect(manifest.integrity).toBe(integrity)

    const again = await get('v1.js', {
      'If-None-Match': moving.headers.get('etag')!,
      // As browsers ask; by itself Node's fetch adds `no-cache`, which wants it all.
      'Cache-Control': 'max-age=0',
    })
    expect(again.status).toBe(304)
  })

  test('go out compressed to those who take it, and whole to those who do not', async () => {
    const plain = await get('v1.js', { 'Accept-Encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    const zipped = await get('v1.js', { 'Accept-Encoding': 'gzip' })
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    expect(zipped.headers.get('vary')).toContain('Accept-Encoding')
    const kept = await app
      .knex(TABLE)
      .where({ name: `${manifest.current}.js` })
      .first()
    // fetch unpacks by itself; what is on the wire is less than half.
    expect(Number(zipped.headers.get('content-length'))).toBeLessThan(kept.content.length / 2)
    expect(await zipped.text()).toBe(kept.content)
  })

  test.each([
    ['a build that never was', 'ffffffffffffffff.js'],
    ['a language that is not spoken', `${OLD}.de.json`],
    ['a path out of the folder', '..%2fmanifest.json'],
    ['a name of another form', 'index.html'],
    ['a font that is not ours', 'fonts/arial.woff2'],
  ])('answer 404 in the common form for %s', async (_case, name) => {
    const answer = await get(name)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('hold a font, and beside it its licence', async () => {
    const font = manifest.files.find(({ mime }) => mime === 'font/woff2')!
    const bytes = Buffer.from(await (await get(font.name)).arrayBuffer())
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('wOF2')
    const licence = await (await get(font.name.replace('.woff2', '.txt'))).text()
    expect(licence).toContain('SIL OPEN FONT LICENSE')
  })

  test('of an earlier release are still served after an upgrade, and v1 is the newest', async () => {
    await app.knex(TABLE).insert({
      name: `${OLD}.js`,
      mime: 'text/javascript',
      content: OLD_SCRIPT,
      sha256: sha256(OLD_SCRIPT),
      recorded_at: 1,
    })
    await app.stop()
    app = await bootApp(site)
    const old = await get(`${OLD}.js`)
    expect(await old.text()).toBe(OLD_SCRIPT)
    expect(sha256(await (await get('v1.js')).text())).toBe(
      manifest.files.find(({ name }) => name === `${manifest.current}.js`)!.sha256,
    )
    const counted = await app.knex(TABLE).count({ n: '*' }).first()
    expect(Number(counted?.n)).toBe(manifest.files.length + 1)
  })
})
