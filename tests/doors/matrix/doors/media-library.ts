import { publish, docketOf, unique } from '../../../support/docket-builders'
import { door, type Door, type Target, type Twin } from '../doors'
import { aDraftOf, type Docket, type Stage } from '../stage'
import { hadEffect, onlyAccepted } from './content-recipes'

interface StoredFile {
  readonly id: number
  readonly url: string
}

async function send(
  { app, staff }: Stage,
  to: string,
  name: string,
  bytes: string,
): Promise<{ status: number; body: unknown }> {
  const form = new FormData()
  form.append('files', new Blob([bytes], { type: 'text/plain' }), name)
  form.append('fileInfo', JSON.stringify({ name }))
  const answer = await fetch(app.url + to, {
    method: 'POST',
    headers: { Authorization: `Bearer ${staff.token}` },
    body: form,
  })
  return { status: answer.status, body: await answer.json() }
}

/** Puts a file into the media library, as an editor does. */
export async function uploaded(stage: Stage, bytes: string): Promise<StoredFile> {
  const { status, body } = await send(stage, '/upload', `${unique('file')}.txt`, bytes)
  const [file] = Array.isArray(body) ? (body as StoredFile[]) : []
  if (status !== 201 || file === undefined) throw new Error(`upload answered ${String(status)}`)
  return file
}

/** What the file's own address answers; it is no part of the record. */
export const read = async ({ app }: Stage, { url }: StoredFile) =>
  (await app.call('GET', url)).body as unknown

const files = new Map<string, StoredFile>()

/** An open docket that a file is attached to. */
async function anAttachedDocket(stage: Stage): Promise<Docket> {
  const file = await uploaded(stage, 'جدول پیوست')
  const draft = await aDraftOf(stage, stage.bound, { attachments: [file.id] })
  await publish(stage.app, draft.documentId)
  files.set(draft.documentId, file)
  return { ...draft, number: await docketOf(stage.app, draft.documentId) }
}

const fileOf = ({ documentId }: Docket): StoredFile => {
  const file = files.get(documentId)
  if (file === undefined) throw new Error('nothing is attached')
  return file
}

const replace = (stage: Stage, { id }: StoredFile) =>
  send(stage, `/upload/files/${String(id)}/replace`, `${unique('file')}.txt`, 'جدول دیگر')

const replaces: Twin = {
  name: 'a file that nothing cites',
  async run(stage) {
    const file = await uploaded(stage, 'پیش‌نویس')
    await onlyAccepted(replace(stage, file))
    hadEffect((await read(stage, file)) === 'جدول دیگر')
  },
}

const remove = ({ staff }: Stage, { id }: StoredFile) =>
  staff.call('DELETE', `/upload/files/${String(id)}`)

const removes: Twin = {
  name: 'a file that nothing cites',
  async run(stage) {
    const file = await uploaded(stage, 'پیش‌نویس')
    await onlyAccepted(remove(stage, file))
    hadEffect((await stage.app.call('GET', file.url)).status === 404)
  },
}

const why = 'It writes files; of the record it knows nothing.'

export const mediaLibrary: readonly Door[] = [
  door(
    'media library: replace an attached file',
    {
      'change-text': {
        on: anAttachedDocket,
        attack: async ({ stage, docket }: Target) => {
          const answer = await replace(stage, fileOf(docket))
          hadEffect((await read(stage, fileOf(docket))) === 'جدول دیگر')
          return answer
        },
        outcome: 'harmless',
        twin: replaces,
      },
    },
    why,
  ),
  door(
    'media library: delete an attached file',
    {
      'remove-text': {
        on: anAttachedDocket,
        attack: ({ stage, docket }: Target) => remove(stage, fileOf(docket)),
        outcome: 'harmless',
        twin: removes,
      },
    },
    why,
  ),
]
