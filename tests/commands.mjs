/** What `npm test` and `npm run soak` start: a build, then Jest. */
import { spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

/** Runs a command to its end; resolves to whether it succeeded. */
export function run(command, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** The plugin and the host, as the tests load them. */
export async function build() {
  return (
    (await run('npm', ['run', 'build:plugin', '--silent'])) &&
    (await run('npx', ['tsc', '-p', 'tsconfig.json']))
  )
}

/** Runs a project of Jest's. Tests that boot Strapi run one after another. */
export function jest(project, args, environment) {
  return run(
    process.execPath,
    [
      path.join(root, 'node_modules/jest/bin/jest.js'),
      '--selectProjects',
      project,
      ...(project === 'integration' ? ['--runInBand', '--forceExit'] : ['--maxWorkers=2']),
      ...args,
    ],
    environment,
  )
}
