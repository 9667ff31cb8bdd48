/** Bundles the programs of threads into `dist/threads`, beside the server that starts them. */
import { build } from 'esbuild'
import path from 'node:path'

const HERE = import.meta.dirname

await build({
  entryPoints: { export: path.join(HERE, 'src/threads/export.ts') },
  outdir: path.resolve(HERE, '../dist/threads'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // As the server has them: installed with the plugin.
  packages: 'external',
})
