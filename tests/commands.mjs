/** What `npm test` and `npm run soak` start: a build, then Jest. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const root = path.resolve(import.meta.dirname, '..')

/**
 * Runs a command to its end; resolves to whether it succeeded. With a label its lines are printed
 * behind it, so that those of two commands at once can be told apart.
 */
export function run(command, args, environment = {}, label = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: label === '' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    for (const output of [child.stdout, child.stderr]) {
      if (output === null) continue
      createInterface({ input: output }).on('line', (line) => console.log(`${label} | ${line}`))
    }
    child.once('error', reject)
    // Not `exit`: what it printed last would be lost.
    child.once('close', (code) => resolve(code === 0))
  })
}

/** The plugin and the host with its admin, as the tests load them. */
export function build() {
  return run('npm', ['run', 'build', '--silent'])
}

/** Runs a project of Jest's. Tests that boot Strapi run one after another. */
export function jest(project, args, environment, label = '') {
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
    label,
  )
}
