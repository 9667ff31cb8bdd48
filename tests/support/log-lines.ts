import type { TestApp } from './app'

const FINISHED = Symbol.for('message')

interface LogStream {
  on(event: 'data', listener: (entry: Record<symbol, unknown>) => void): void
  off(event: 'data', listener: (entry: Record<symbol, unknown>) => void): void
}

/** The lines that the app's logger finishes while `work` is done, whatever its level lets out. */
export async function linesLoggedBy(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = []
  const log = app.strapi.log as unknown as LogStream
  const keep = (entry: Record<symbol, unknown>) => lines.push(String(entry[FINISHED]))
  log.on('data', keep)
  try {
    await work()
  } finally {
    log.off('data', keep)
  }
  return lines
}
