import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const PLUGIN = path.resolve(__dirname, '../../plugins/comment-period')

/** What each layer may import from, beside itself. Not listed: server files that wire the layers. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  contracts: ['domain'],
  'server/src/database': ['domain', 'server/src'],
  'server/src/repositories': ['domain', 'contracts', 'server/src/database', 'server/src'],
  'server/src/services': [
    'domain',
    'contracts',
    'server/src/database',
    'server/src/repositories',
    'server/src/exporters',
    'server/src',
  ],
  'server/src/pages': ['domain', 'contracts'],
  'server/src/controllers': [
    'domain',
    'contracts',
    'server/src/pages',
    'server/src/services',
    'server/src',
  ],
  'server/src/routes': ['server/src/controllers', 'server/src'],
  'server/src/content-types': [],
  'server/src/exporters': ['domain'],
  'admin/src': ['domain', 'contracts'],
  'verify/src': ['domain'],
  'widget/src': ['domain', 'contracts', 'widget/locales'],
}

const LAYERS = Object.keys(MAY_IMPORT)

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function layerOf(file: string): string {
  const relative = path.relative(PLUGIN, file).replaceAll(path.sep, '/')
  return (
    [...LAYERS, 'widget/locales'].find((layer) => relative.startsWith(`${layer}/`)) ??
    (relative.startsWith('server/src/') ? 'server/src' : 'elsewhere')
  )
}

/** Code without comments and strings' contents would need a parser; comments are enough to drop. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
}

function importsOf(file: string): string[] {
  return [...codeOf(file).matchAll(/(?:from|import) '([^'\n]+)'/g)].map((match) => match[1]!)
}

describe('the direction of dependencies', () => {
  test.each(LAYERS)('%s imports only from itself and the layers before it', (layer) => {
    const allowed = [layer, ...MAY_IMPORT[layer]!]
    const wrong = filesBelow(path.join(PLUGIN, layer)).flatMap((file) =>
      importsOf(file)
        .filter((source) => source.startsWith('.'))
        .map((source) => path.resolve(path.dirname(file), source))
        .filter((target) => !allowed.includes(layerOf(`${target}.ts`)))
        .map((target) => `${path.relative(PLUGIN, file)} → ${path.relative(PLUGIN, target)}`),
    )
    expect(wrong).toEqual([])
  })

  test('the domain imports luxon and jalaali-js, and nothing else from outside', () => {
    const outside = filesBelow(path.join(PLUGIN, 'domain')).flatMap((file) =>
      importsOf(file).filter((source) => !source.startsWith('.')),
    )
    expect([...new Set(outside)].sort()).toEqual(['jalaali-js', 'luxon'])
    const jalaali = filesBelow(path.join(PLUGIN, 'domain')).filter((file) =>
      importsOf(file).includes('jalaali-js'),
    )
    expect(jalaali.map((file) => path.basename(file))).toEqual(['solar-hijri.ts'])
  })

  test('the widget takes types from contracts, and of its own code needs no package', () => {
    const files = filesBelow(path.join(PLUGIN, 'widget/src'))
    const outside = files.flatMap(importsOf).filter((source) => !source.startsWith('.'))
    expect(outside).toEqual([])
    const values = files.flatMap((file) =>
      [...codeOf(file).matchAll(/^import (?!type )[^'\n]*'([^'\n]*contracts[^'\n]*)'/gm)].map(
        String,
      ),
    )
    expect(values).toEqual([])
  })

  test('only repositories and database speak SQL or ask Strapi’s query engine', () => {
    const speaking = filesBelow(path.join(PLUGIN, 'server/src'))
      .filter((file) => !/src[\\/](repositories|database)[\\/]|strapi-types\.ts$/.test(file))
      .filter((file) =>
        /\browsOf\(|\.raw\(|\bknex\(|db\.query\(|db\.connection\b/.test(codeOf(file)),
      )
      .map((file) => path.relative(PLUGIN, file))
    expect(speaking).toEqual([])
  })

  test('only services/clock.ts reads the time', () => {
    const reading = ['domain', 'contracts', 'server/src']
      .flatMap((folder) => filesBelow(path.join(PLUGIN, folder)))
      .filter((file) => /Date\.now\(|new Date\(\)|DateTime\.(now|local|utc)\(/.test(codeOf(file)))
      .map((file) => path.relative(PLUGIN, file).replaceAll(path.sep, '/'))
    expect(reading).toEqual(['server/src/services/clock.ts'])
  })

  test('no file outgrows what fits on a few screens', () => {
    const long = ['domain', 'contracts', 'server/src', 'admin/src', 'widget/src']
      .flatMap((folder) => filesBelow(path.join(PLUGIN, folder)))
      .filter((file) => readFileSync(file, 'utf8').split('\n').length > 400)
      .map((file) => path.relative(PLUGIN, file))
    expect(long).toEqual([])
  })
})
