/**
 * Bundles the widget into the plugin's `dist/widget`: `<build>.js` and, with the same bytes, `v1.js`;
 * `<build>.<locale>.json`; the font with its licence; `manifest.json`. A build is named by what went
 * into it, so that the same sources make the same names and bytes.
 */
import { minify } from '@swc/core'
import { build, transform } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { numberPhrases } from './phrase-numbers.mjs'

const HERE = import.meta.dirname
const OUT = path.resolve(HERE, '../dist/widget')
/** The browsers of the last four years, and what they can do. */
const TARGET = ['chrome94', 'firefox93', 'safari15']
/** Stands in the bundle where the build's own name goes, which is made of the bundle. */
const NAME_LESS = '0000000000000000'

export const FETCHED_LOCALES = ['en', 'ckb', 'azb']

const digest = (content, algorithm = 'sha256', encoding = 'hex') =>
  createHash(algorithm).update(content).digest(encoding)

/** Style sheets as minified text in the module. */
const styleText = (onStyles) => ({
  name: 'style-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8')
      const { code } = await transform(source, { loader: 'css', minify: true, target: TARGET })
      const text = code.trim()
      onStyles(text)
      return { contents: text, loader: 'text' }
    })
  },
})

async function readFont() {
  const require = createRequire(path.resolve(HERE, '../package.json'))
  const folder = path.dirname(require.resolve('@fontsource-variable/vazirmatn/package.json'))
  const content = await readFile(path.join(folder, 'files/vazirmatn-arabic-wght-normal.woff2'))
  const licence = await readFile(path.join(folder, 'LICENSE'), 'utf8')
  const name = `vazirmatn-${digest(content).slice(0, 8)}`
  return { content, licence, file: `fonts/${name}.woff2`, licenceFile: `fonts/${name}.txt` }
}

async function readLocale(locale) {
  return JSON.parse(await readFile(path.join(HERE, `locales/${locale}.json`), 'utf8'))
}

async function readSources() {
  const names = (await readdir(path.join(HERE, 'src'))).filter((name) => /(?<!\.d)\.ts$/.test(name))
  return Promise.all(names.map((name) => readFile(path.join(HERE, 'src', name), 'utf8')))
}

/** Numbers in the place of the keys of phrases, in sources and in the locale that is bundled. */
const phraseNumbers = (numbers, phrases) => ({
  name: 'phrase-numbers',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widget[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: numbers.inSource(await readFile(file, 'utf8')),
      loader: 'ts',
    }))
    onLoad({ filter: /locales[\\/]fa\.json$/ }, () => ({ contents: numbers.asModule(phrases) }))
  },
})

/** By this minifier, which leaves some 3 % less than the bundler’s own. */
async function smaller(script) {
  const { code } = await minify(script, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    mangle: { toplevel: true },
  })
  return code
}

/** The files of a build in memory, and of the script its parts, which have budgets of their own. */
export async function bundle() {
  const font = await readFont()
  const persian = await readLocale('fa')
  const numbers = numberPhrases(await readSources(), Object.keys(persian))
  let styles = ''
  const { outputFiles } = await build({
    entryPoints: [path.join(HERE, 'src/main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    target: TARGET,
    define: { BUILD: JSON.stringify(NAME_LESS), FONT_FILE: JSON.stringify(font.file) },
    plugins: [styleText((text) => (styles += text)), phraseNumbers(numbers, persian)],
  })
  const nameless = await smaller(outputFiles[0].text)
  const locales = Object.fromEntries(
    await Promise.all(
      FETCHED_LOCALES.map(async (locale) => [
        locale,
        JSON.stringify(numbers.inLocale(await readLocale(locale))),
      ]),
    ),
  )
  const name = digest([nameless, ...Object.values(locales)].join('\n')).slice(0, 16)
  const script = nameless.replaceAll(NAME_LESS, name)
  const files = [
    { name: `${name}.js`, mime: 'text/javascript', content: script },
    ...FETCHED_LOCALES.map((locale) => ({
      name: `${name}.${locale}.json`,
      mime: 'application/json',
      content: locales[locale],
    })),
    { name: font.file, mime: 'font/woff2', content: font.content },
    { name: font.licenceFile, mime: 'text/plain', content: font.licence },
  ]
  const integrity = `sha384-${digest(script, 'sha384', 'base64')}`
  return { name, integrity, files, script, styles }
}

async function write() {
  const { name, integrity, files, script } = await bundle()
  await rm(OUT, { recursive: true, force: true })
  await mkdir(path.join(OUT, 'fonts'), { recursive: true })
  for (const file of files) await writeFile(path.join(OUT, file.name), file.content)
  await writeFile(path.join(OUT, 'v1.js'), script)
  const manifest = {
    current: name,
    integrity,
    files: files.map(({ name: file, mime, content }) => ({
      name: file,
      mime,
      sha256: digest(content),
    })),
  }
  await writeFile(path.join(OUT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  console.log(`widget ${name}: ${String(files.length)} files in dist/widget`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await write()
