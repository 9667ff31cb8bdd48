import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** Fonts of the hosted pages by the names under which they are served. Licence: OFL 1.1. */
export const PAGE_FONTS = {
  'vazirmatn-arabic.woff2': 'vazirmatn-arabic-wght-normal.woff2',
  'vazirmatn-latin.woff2': 'vazirmatn-latin-wght-normal.woff2',
} as const
export type PageFont = keyof typeof PAGE_FONTS

const packages = createRequire(import.meta.url)
const read = new Map<PageFont, Promise<Buffer>>()

export function isPageFont(name: string): name is PageFont {
  return Object.hasOwn(PAGE_FONTS, name)
}

/** A font from the package that it is installed with, read once. */
export function readPageFont(name: PageFont): Promise<Buffer> {
  const known = read.get(name)
  if (known !== undefined) return known
  const place = packages.resolve(`@fontsource-variable/vazirmatn/files/${PAGE_FONTS[name]}`)
  const reading = readFile(place)
  read.set(name, reading)
  reading.catch(() => read.delete(name))
  return reading
}
