import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { ROOT } from './app'

/** A Chromium of the system's, if there is one. */
const OF_THE_SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A host name that resolves to this machine. To a browser `localhost` and `127.0.0.1` are secure
 * also over http; a page under this name is what a portal without https is: no `crypto.subtle`, no
 * `randomUUID`, no clipboard.
 */
export const PLAIN_HOST = 'portal.test'

/** A real Chromium: `npm ci` alone is enough for it. */
export async function launchBrowser(): Promise<Browser> {
  const system = OF_THE_SYSTEM.find((file) => existsSync(file))
  const shared = {
    args: [
      '--no-sandbox',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
      // A page whose answer a test rewrites counts as one of the open network, which may not ask
      // this machine; no portal in service stands in that place.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  }
  if (system !== undefined) return chromium.launch({ ...shared, executablePath: system })
  const folder = unpacked()
  return chromium.launch({
    ...shared,
    executablePath: path.join(folder, 'chromium'),
    env: {
      ...process.env,
      HOME: folder,
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  })
}

/** The folder of the Chromium that npm brought, unpacked on first use. */
function unpacked(): string {
  const script = path.join(ROOT, 'tests/support/unpack-chromium.mjs')
  return execFileSync(process.execPath, [script], { encoding: 'utf8' })
}

/**
 * Gives every page a font for Persian under the name of the one that nearly every desktop has, as
 * the machine of the tests may have none. It comes as bytes, so that no policy of a page and no
 * record of its requests is touched.
 */
export async function giveTahoma(context: BrowserContext): Promise<void> {
  const file =
    'node_modules/@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2'
  const font = readFileSync(path.join(ROOT, file)).toString('base64')
  await context.addInitScript((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const face = new FontFace('Tahoma', bytes, {
      weight: '100 900',
      unicodeRange: 'U+0600-06FF, U+200C-200D',
    })
    document.fonts.add(face)
    void face.load()
  }, font)
}
