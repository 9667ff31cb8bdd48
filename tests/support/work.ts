import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import { type Answer, type Json, type TestApp } from './app'
import { aComment, API, submit } from './docket-builders'

/** A challenge as a portal gets it. */
export async function aChallenge(
  app: Pick<TestApp, 'call'>,
  docket: string,
  headers: Record<string, string> = {},
): Promise<Json> {
  const to = `${API}/challenge?docket=${docket}&action=comment`
  const answer = await app.call('GET', to, undefined, headers)
  if (answer.status !== 200) throw new Error(`the challenge answered ${String(answer.status)}`)
  return answer.body
}

/** Solves a challenge as ALTCHA's own library does, and writes it down as that does. */
export async function solved(challenge: Json): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey })
  return asWork({ challenge, solution })
}

export function asWork(payload: unknown): string {
  return Buffer.from(JSON.stringify(payload)).toString('base64')
}

/** The work for one comment: a real challenge over HTTP, solved. */
export async function solveWork(app: Pick<TestApp, 'call'>, docket: string): Promise<string> {
  return solved(await aChallenge(app, docket))
}

/** Files a comment with its work: the one way to be published at once where the body screens after. */
export async function submitWithWork(
  app: TestApp,
  docket: string,
  body: object = aComment(),
  key?: string,
): Promise<Answer> {
  return submit(app, docket, { ...body, work: await solveWork(app, docket) }, key)
}
