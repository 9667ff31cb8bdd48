import { expect, test } from '@jest/globals'
import { EventEmitter } from 'node:events'
import {
  atTimes,
  backgroundDone,
  onceListening,
  type Strapi,
} from '../../../plugins/comment-period/server/src/strapi-types'

interface Task {
  readonly task: () => Promise<void>
}

/** As much of an app as starts work that no request waits for. */
function anApp() {
  const httpServer = new EventEmitter()
  const tasks = new Map<string, Task>()
  const logged: string[] = []
  const strapi = {
    server: { httpServer },
    cron: { add: (added: Record<string, Task>) => tasks.set('job', added.job!) },
    log: { error: (line: string) => logged.push(line) },
  }
  return { strapi: strapi as unknown as Strapi, httpServer, tasks, logged }
}

/** Work that goes on until it is told to end. */
function openWork() {
  let end = (): void => undefined
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { perform: () => done, end: () => end() }
}

async function isDone(strapi: Strapi): Promise<boolean> {
  const turn = new Promise<false>((resolve) => setImmediate(() => resolve(false)))
  return Promise.race([backgroundDone(strapi).then(() => true), turn])
}

test('the end of an app waits for what began when it listened', async () => {
  const { strapi, httpServer } = anApp()
  const work = openWork()
  onceListening(strapi, work.perform)
  expect(await isDone(strapi)).toBe(true)
  httpServer.emit('listening')
  expect(await isDone(strapi)).toBe(false)
  work.end()
  expect(await isDone(strapi)).toBe(true)
})

test('the end of an app waits for a job of the clock', async () => {
  const { strapi, tasks } = anApp()
  const work = openWork()
  atTimes(strapi, 'job', '* * * * *', work.perform)
  void tasks.get('job')!.task()
  expect(await isDone(strapi)).toBe(false)
  work.end()
  expect(await isDone(strapi)).toBe(true)
})

test('work that fails is logged and keeps no app from ending', async () => {
  const { strapi, httpServer, logged } = anApp()
  onceListening(strapi, () => Promise.reject(new Error('no database')))
  httpServer.emit('listening')
  expect(await isDone(strapi)).toBe(true)
  expect(logged).toEqual([expect.stringContaining('no database')])
})
