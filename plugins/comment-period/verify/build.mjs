/** Bundles the verifier of archives into `dist/verify/index.mjs`, for `comment-period-verify`. */
import { build } from 'esbuild'
import path from 'node:path'

const HERE = import.meta.dirname

await build({
  entryPoints: [path.join(HERE, 'src/index.ts')],
  outfile: path.resolve(HERE, '../dist/verify/index.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
})
