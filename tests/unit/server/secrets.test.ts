import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  newClauseId,
  newDocumentId,
  newPublicId,
  newSalt,
} from '../../../plugins/comment-period/server/src/services/random-ids'

const ROOT = path.resolve(__dirname, '../../..')
const PRODUCT = [
  ...['domain', 'contracts', 'server/src', 'admin/src'].map(
    (each) => `plugins/comment-period/${each}`,
  ),
  'src',
  'config',
]

const FILES = PRODUCT.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name)),
)

const codeOf = (file: string) =>
  readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
const findIn = (pattern: RegExp) =>
  FILES.flatMap((file) =>
    [...codeOf(file).matchAll(pattern)].map(
      (match) => `${path.relative(ROOT, file)}: ${match[0].trim()}`,
    ),
  )

describe('secrets', () => {
  test('S36 come from the system’s generator, and no chance from anywhere else', () => {
    expect(findIn(/Math\.random|pseudoRandom|Date\.now\(\)\.toString\(36\)/g)).toEqual([])
    const generators = findIn(/random(?:Bytes|UUID|Int)\([^)]*\)|getRandomValues/g)
    expect(generators).toEqual([
      'plugins/comment-period/server/src/exporters/long-texts.ts: randomUUID()',
      'plugins/comment-period/server/src/repositories/record-links.ts: randomBytes(16)',
      'plugins/comment-period/server/src/services/content-store.ts: randomBytes(8)',
      'plugins/comment-period/server/src/services/export-files.ts: randomBytes(6)',
      'plugins/comment-period/server/src/services/form-tokens.ts: randomUUID()',
      'plugins/comment-period/server/src/services/incoming-folder.ts: randomBytes(6)',
      'plugins/comment-period/server/src/services/incoming-folder.ts: randomBytes(16)',
      'plugins/comment-period/server/src/services/keys.ts: randomBytes(32)',
      'plugins/comment-period/server/src/services/keys.ts: randomBytes(12)',
      'plugins/comment-period/server/src/services/random-ids.ts: randomBytes(length * 2)',
      'plugins/comment-period/server/src/services/random-ids.ts: randomInt(maximum)',
      'plugins/comment-period/server/src/services/random-ids.ts: randomBytes(16)',
      'src/host-secrets.ts: randomBytes(32)',
    ])
  })

  test('S36 are never compared character by character', () => {
    const compared = findIn(
      /(?:[hH]mac|[fF]ingerprint|[tT]rackingCode)\w* ?[!=]==? .*|[!=]== ?[\w.]*(?:[hH]mac|[fF]ingerprint)\w*/g,
    )
    expect(compared).toEqual([])
  })

  test('S36 have 128 bits or more where they are ours to choose', () => {
    expect(newSalt()).toMatch(/^[0-9a-f]{32}$/)
    const salts = new Set(Array.from({ length: 1_000 }, newSalt))
    expect(salts.size).toBe(1_000)
    // Names of rows are no secrets; they must only not meet each other.
    expect(newDocumentId()).toMatch(/^c[0-9a-z]{23}$/)
    expect(newPublicId()).toMatch(/^n[0-9a-z]{11}$/)
    expect(newClauseId()).toMatch(/^c[0-9a-z]{11}$/)
  })
})

describe('patterns', () => {
  test('S10 of product code are held by lint to linear work, in every file', () => {
    // ESLint loads its configuration as a module, which Jest's own loader cannot.
    const script = `
      import { ESLint } from 'eslint'
      const lint = new ESLint()
      const rules = ['no-super-linear-backtracking', 'no-super-linear-move']
      const loose = []
      for (const file of process.argv.slice(1)) {
        const config = await lint.calculateConfigForFile(file)
        for (const rule of rules) {
          const [severity, options] = config.rules['regexp/' + rule] ?? [0]
          if (severity !== 2 || options?.report !== 'potential') loose.push(file + ' ' + rule)
        }
      }
      process.stdout.write(JSON.stringify(loose))`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...FILES], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(JSON.parse(said)).toEqual([])
    const excused = FILES.filter((file) =>
      /eslint-disable[^\n]*regexp\//.test(readFileSync(file, 'utf8')),
    )
    expect(excused).toEqual([])
  })

  test('S10 are written out: nothing that somebody sent becomes one', () => {
    expect(findIn(/new RegExp\([^`'"/].*$|RegExp\(/gm)).toEqual([])
  })
})
