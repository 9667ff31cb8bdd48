import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** A Chromium of the system's, if there is one. */
const OF_THE_SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** What Playwright starts: that of the system, else the one that npm brought. */
export function chromiumOptions() {
  const system = OF_THE_SYSTEM.find((file) => existsSync(file))
  if (system !== undefined) return { executablePath: system }
  const folder = unpacked()
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      ...process.env,
      HOME: folder,
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

/** The folder of the Chromium that npm brought, unpacked on first use. */
function unpacked() {
  const script = path.join(import.meta.dirname, 'unpack-chromium.mjs')
  return execFileSync(process.execPath, [script], { encoding: 'utf8' })
}
