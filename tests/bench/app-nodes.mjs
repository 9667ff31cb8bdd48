/** Starts app nodes as processes of their own and speaks to them. */
import { fork } from 'node:child_process'
import path from 'node:path'

/** One node on the database that `environment` names; resolves once it listens. */
export async function startNode(environment) {
  const child = fork(path.join(import.meta.dirname, 'app-node.mjs'), {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`an app node ended with ${code}`)))
    child.on('message', (message) => {
      if ('listening' in message) return resolve(message.listening)
      const { done, fail } = waiting.get(message.id)
      waiting.delete(message.id)
      if ('error' in message) fail(new Error(message.error))
      else done(message.result)
    })
  })
  let asked = 0
  return {
    url,
    ask(name, input) {
      const id = (asked += 1)
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail })
        child.send({ id, name, input })
      })
    },
    async stop() {
      await this.ask('stop')
      await ended
    },
  }
}
