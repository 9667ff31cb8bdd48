import type { TestApp } from '../app'
import { API } from '../docket-builders'
import type { ApiReadings, Call, DocketReading, TrackingReading } from './record'

type Ask = TestApp['call']

/** What the public API says of these dockets, and what it finds by the codes that were given out. */
export async function readApi(
  ask: Ask,
  dockets: readonly { documentId: string; docket: string }[],
  history: readonly Call[],
): Promise<ApiReadings> {
  const codes = new Set(
    history.flatMap(({ outcome }) =>
      outcome.kind === 'acknowledged' ? (outcome.receipt?.trackingCode ?? []) : [],
    ),
  )
  const readings: DocketReading[] = []
  for (const docket of dockets) readings.push(await readDocket(ask, docket))
  const tracking: TrackingReading[] = []
  for (const code of codes) tracking.push(await track(ask, code))
  return { dockets: readings, tracking }
}

async function readDocket(
  ask: Ask,
  { documentId, docket }: { documentId: string; docket: string },
): Promise<DocketReading> {
  const at = `${API}/drafts/${docket}`
  const draft = await ask('GET', at)
  if (draft.status !== 200) throw new Error(`${at} answered ${String(draft.status)}`)
  return {
    documentId,
    docket,
    phase: draft.body.period.phase,
    closesAt: Date.parse(draft.body.period.closesAt),
    total: draft.body.counts.total,
    finalTextHash: draft.body.issuance?.textHash ?? null,
    comments: await readComments(ask, at),
  }
}

async function readComments(ask: Ask, at: string): Promise<DocketReading['comments']> {
  const comments: DocketReading['comments'][number][] = []
  let cursor: string | null = null
  do {
    const query = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Awaited<ReturnType<Ask>> = await ask('GET', `${at}/comments?limit=100${query}`)
    if (page.status !== 200) throw new Error(`${at}/comments answered ${String(page.status)}`)
    for (const item of page.body.items) {
      comments.push({
        publicId: item.publicId,
        seq: item.seq,
        text: item.text,
        textHash: item.textHash,
        receivedAt: Date.parse(item.receivedAt),
      })
    }
    cursor = page.body.nextCursor
  } while (cursor !== null)
  return comments
}

async function track(ask: Ask, trackingCode: string): Promise<TrackingReading> {
  const answer = await ask('POST', `${API}/tracking`, { trackingCode })
  return { trackingCode, publicId: answer.status === 200 ? String(answer.body.publicId) : null }
}
