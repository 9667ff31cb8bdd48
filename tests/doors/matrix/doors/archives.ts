import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newSite, removeSite, type Site } from '../../../support/sites'
import { T } from '../../../support/ledger-rows'
import { door, type Door } from '../doors'
import { connect, strapiCli } from '../strapi-cli'
import { hadEffect } from './content-recipes'
import { read, uploaded } from './media-library'

const FILE = path.join(mkdtempSync(path.join(tmpdir(), 'archive-')), 'export')

/** Exports a system without a record and imports the archive into it again, which is lawful. */
async function roundTrip(): Promise<void> {
  const site = await newSite()
  await succeeds(site, 'export', '--no-encrypt', '--no-compress', '-f', FILE)
  const knex = connect(site)
  await knex(T('units')).insert({ document_id: 'gone', key: 'gone', name: 'واحد' })
  await succeeds(site, 'import', '--force', '-f', `${FILE}.tar`)
  // What the archive does not know is gone: the import replaced everything.
  hadEffect(((await knex(T('units')).where({ key: 'gone' })) as unknown[]).length === 0)
  await knex.destroy()
  await removeSite(site)
}

async function succeeds(site: Site, ...args: readonly string[]): Promise<void> {
  const { code, output } = await strapiCli(site, ...args)
  if (code !== 0) throw new Error(`strapi ${String(args[0])} ended with ${String(code)}: ${output}`)
}

let made: Promise<void> | null = null

/** Made once; the archive of the round trip is what the attack imports. */
function anArchive(): Promise<void> {
  made ??= roundTrip()
  return made
}

export const archives: readonly Door[] = [
  door(
    'strapi import',
    {
      'remove-text': {
        prepare: anArchive,
        attack: async ({ stage }) => {
          const file = await uploaded(stage, 'پیوستی در کتابخانه')
          const { code, output } = await strapiCli(
            stage.site,
            'import',
            '--force',
            '-f',
            `${FILE}.tar`,
          )
          // The import puts the uploads aside before it meets the refusal, and must put them back.
          hadEffect((await read(stage, file)) === 'پیوستی در کتابخانه')
          if (code !== 0) throw new Error(output)
        },
        outcome: 'RECORD_KEPT',
        twin: { name: 'a system without a record', run: anArchive },
      },
    },
    'It deletes everything before it writes anything, which is tried under “remove”.',
  ),
]
