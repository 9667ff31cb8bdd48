import { bootApp, type TestApp } from './app'
import { newSite, type Site } from './sites'
import { aMember, anOpenDocket, aRule, aSubject, type Subject } from './docket-builders'
import type { FaultedDocket } from './faulted-record'

export interface PreparedSite {
  readonly site: Site
  readonly subject: Subject
  readonly dockets: readonly FaultedDocket[]
  /** Of a manager of the subject's body; good in every process that starts on the site. */
  readonly token: string
}

/**
 * Makes dockets that take comments on a site, by an app that ends again: the processes that a test
 * breaks find them there.
 *
 * @param more what else shall stand there
 */
export async function prepareSite(
  howMany: number,
  site?: Site,
  more: (app: TestApp, subject: Subject) => Promise<unknown> = () => Promise.resolve(),
): Promise<PreparedSite> {
  const its = site ?? (await newSite())
  const app = await bootApp(its)
  try {
    const subject = await aSubject(app)
    await aRule(app, subject)
    const dockets: FaultedDocket[] = []
    for (let n = 0; n < howMany; n += 1) {
      const { documentId, docket } = await anOpenDocket(app, subject)
      dockets.push({ documentId, docket })
    }
    const { token } = await aMember(app, subject)
    await more(app, subject)
    return { site: its, subject, dockets, token }
  } finally {
    await app.stop()
  }
}
