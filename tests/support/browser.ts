import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { ROOT } from './app'

/**
 * A host name that resolves to this machine. To a browser `localhost` and `127.0.0.1` are secure
 * also over http; a page under this name is what a portal without https is: no `crypto.subtle`, no
 * `randomUUID`, no clipboard.
 */
export const PLAIN_HOST = 'portal.test'

/** A real Chromium: `npm ci` alone is enough for it. */
export async function launchBrowser(): Promise<Browser> {
  const { chromiumOptions } = await import('./chromium-options.mjs')
  return chromium.launch({
    ...chromiumOptions(),
    args: [
      '--no-sandbox',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
      // A page whose answer a test rewrites counts as one of the open network, which may not ask
      // this machine; no portal in service stands in that place.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  })
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
