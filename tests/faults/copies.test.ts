import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Json } from '../support/app'
import { startApp, type AppProcess } from '../support/app-process'
import { campaignCorpus, CAMPAIGNS } from '../support/campaign-corpus'
import { aComment, anOpenDocket, submit } from '../support/docket-builders'
import { prepareSite, type PreparedSite } from '../support/prepared-site'
import { withDatabase } from '../support/site-database'
import { removeSite } from '../support/sites'

const CORPUS = campaignCorpus('nodes', { copies: 40, others: 60 })

interface Opened {
  readonly documentId: string
  readonly docket: string
}

let prepared: PreparedSite
const dockets: Opened[] = []
beforeAll(async () => {
  prepared = await prepareSite(0, undefined, async (app, subject) => {
    for (let opened = 0; opened < 3; opened += 1) {
      const docket = await anOpenDocket(app, subject)
      dockets.push(docket)
      for (const { text } of CORPUS) {
        const { status } = await submit(app, docket.docket, aComment({ text }))
        expect(status).toBe(201)
      }
    }
  })
})
afterAll(() => removeSite(prepared.site))

const copiesOf = async (node: AppProcess, { documentId }: Opened): Promise<Json> => {
  const to = `/comment-period/drafts/${documentId}/copies?limit=100`
  const { status, body } = await node.as(prepared.token)('GET', to)
  expect([status, body.code]).toEqual([200, undefined])
  return body
}

async function untilCompared(node: AppProcess, opened: Opened): Promise<Json[]> {
  for (;;) {
    const { compared, items } = await copiesOf(node, opened)
    if (compared.upTo === compared.of) return items as Json[]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Every comment has one text, every text one place, and groups have as many as there are. */
async function expectWhole(opened: Opened, items: readonly Json[]): Promise<void> {
  const where = { draft_document_id: opened.documentId }
  await withDatabase(prepared.site, async (db) => {
    const members = (await db('comment_period_copy_members').where(where)) as Json[]
    const texts = (await db('comment_period_copy_texts').where(where)) as Json[]
    const places = (await db('comment_period_copy_places').where(where)) as Json[]
    expect(members).toHaveLength(CORPUS.length)
    expect(places.map(({ text_id }) => text_id as number).sort()).toEqual(
      texts.map(({ id }) => id as number).sort(),
    )
    expect(new Set(places.map(({ edition }) => edition as number)).size).toBe(1)
    const alone = new Map<number, number>()
    const groupOf = new Map(places.map((place) => [place.text_id, place.common_text_id as number]))
    for (const { text_id } of members) {
      const group = groupOf.get(text_id)!
      alone.set(group, (alone.get(group) ?? 0) + 1)
    }
    const counted = [...alone].filter(([, comments]) => comments > 1).sort(([a], [b]) => a - b)
    expect(
      items
        .map(({ group, comments }) => [group as number, comments as number])
        .sort(([a], [b]) => a! - b!),
    ).toEqual(counted)
  })
  expect(items.length).toBeGreaterThanOrEqual(CAMPAIGNS.length)
}

describe('copies of a docket', () => {
  test.each([
    ['SIGKILL', 0],
    ['SIGTERM', 1],
  ] as const)(
    'are found by the next start where the app ends by %s in the middle',
    async (signal, at) => {
      const opened = dockets[at]!
      const first = await startApp(prepared.site)
      await copiesOf(first, opened)
      await first.end(signal)
      // Whoever was killed had it until then.
      await withDatabase(prepared.site, (db) =>
        db('comment_period_copy_dockets').whereNotNull('holder').update({ held_until: 0 }),
      )
      const second = await startApp(prepared.site)
      try {
        await expectWhole(opened, await untilCompared(second, opened))
      } finally {
        await second.end('SIGTERM')
      }
    },
  )

  test('are counted once where two nodes are asked for them at once', async () => {
    const opened = dockets[2]!
    const nodes = [await startApp(prepared.site), await startApp(prepared.site)]
    try {
      const answers = await Promise.all(nodes.map((node) => untilCompared(node, opened)))
      expect(answers[0]).toEqual(answers[1])
      await expectWhole(opened, answers[0]!)
    } finally {
      for (const node of nodes) await node.end('SIGTERM')
    }
  })
})
