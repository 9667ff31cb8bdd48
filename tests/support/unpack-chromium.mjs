/**
 * Unpacks the Chromium that npm brought, with the shared libraries and the fonts it wants, into a
 * folder of its own and prints the folder. A process of its own, because the package unpacks to
 * wherever TMPDIR points when it is loaded, and takes its libraries only where it is told that it
 * runs on the system they are made for.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const cache = path.join(root, '.cache')
const manifest = path.join(root, 'node_modules/@sparticuz/chromium/package.json')
const { version } = JSON.parse(await readFile(manifest, 'utf8'))
const folder = path.join(cache, `chromium-${version}`)

if (!existsSync(folder)) {
  await mkdir(cache, { recursive: true })
  // Renamed when it is whole, so that two runs at once find all of it or nothing.
  const making = await mkdtemp(path.join(cache, 'unpacking-'))
  process.env.TMPDIR = making
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  await chromium.executablePath()
  await nameFonts(path.join(making, 'fonts'))
  await rename(making, folder).catch(async (cause) => {
    await rm(making, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  })
}
process.stdout.write(folder)

/** The package looks for fonts where it unpacks to on the system it is made for. */
async function nameFonts(fonts) {
  await writeFile(
    path.join(fonts, 'fonts.conf'),
    [
      '<?xml version="1.0"?>',
      '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
      '<fontconfig>',
      `  <dir>${path.join(folder, 'fonts')}</dir>`,
      `  <cachedir>${path.join(folder, 'font-cache')}</cachedir>`,
      '</fontconfig>',
      '',
    ].join('\n'),
  )
}
