import path from 'node:path'
import { columnsOf } from '../database/columns'
import type { GuardSite } from '../database/guards/install'
import { loadIntakeFacts, type IntakeFacts } from '../repositories/intake-facts'
import {
  configOf,
  connectionOf,
  relationTableOf,
  schemaNameOf,
  tableOf,
  UID,
  type Db,
  type PluginConfig,
  type Strapi,
} from '../strapi-types'
import { admissionTally, type AdmissionTally } from './admission-tally'
import { answersLeftCounter, type AnswersLeftCounter } from './answers-left'
import { challengeDesk, type ChallengeDesk } from './challenges'
import { filingRounds, type Filing } from './comment-filing'
import { commentLinker, type CommentLinker } from './comment-linking'
import { createContentStore, type ContentStore } from './content-store'
import { copyGrouper, type CopyGrouper } from './copy-grouping'
import { createExportFiles, type ExportFiles } from './export-files'
import { exportRunner, type ExportRunner } from './export-runner'
import { docketSnapshots, type DocketSnapshot } from './docket-snapshots'
import { createAttachmentStore, type AttachmentStore } from './frozen-attachments'
import { draftLists, type DraftLists } from './draft-list'
import { createIncomingFolder, type IncomingFolder } from './incoming-folder'
import { housekeeping } from './housekeeping'
import { keepAnswers, type AnswerKeeper } from './kept-answers'
import type { KeyRing } from './keys'
import { paceBook, type PaceBook } from './paces'
import { shareRounds, type WaitingCount } from './shared-rounds'
import { clamdScanner, type VirusScanner } from './virus-scanner'

/** What the services need beside the database, made once at boot. */
export interface Runtime {
  readonly strapi: Strapi
  readonly config: PluginConfig
  readonly keys: KeyRing
  readonly attachments: AttachmentStore
  /** Where uploads lie while they come in. */
  readonly incoming: IncomingFolder
  /** Files that came with comments: the quarantine, and what was released from it. */
  readonly commentFiles: ContentStore
  /** `null` where none is configured. */
  readonly scanner: VirusScanner | null
  /** A docket as it now is, or `null` where there is none of this number. */
  readonly snapshotOf: (docket: string) => Promise<DocketSnapshot | null>
  readonly answersLeftOf: AnswersLeftCounter
  readonly keepAnswer: AnswerKeeper
  readonly draftListOf: DraftLists
  readonly intakeFactsOf: (docket: string) => Promise<IntakeFacts | null>
  readonly fileComment: (filing: Filing) => Promise<void>
  readonly linker: CommentLinker
  readonly copies: CopyGrouper
  readonly exports: ExportRunner
  readonly exportFiles: ExportFiles
  readonly paces: PaceBook
  readonly challenges: ChallengeDesk
  readonly tally: AdmissionTally
  /** Callers of `snapshotOf`, `draftListOf`, `paces` and `fileComment` who have no answer yet. */
  readonly waiting: Readonly<WaitingCount>
}

const RUNTIMES = new WeakMap<Strapi, Runtime>()

export function startRuntime(strapi: Strapi, keys: KeyRing): Runtime {
  const config = configOf(strapi)
  const db = connectionOf(strapi)
  const waiting = { callers: 0 }
  const tally = admissionTally()
  const linker = commentLinker(strapi)
  const copies = copyGrouper(() => runtime)
  const runtime: Runtime = {
    strapi,
    config,
    keys,
    attachments: createAttachmentStore(config.dataFolder, strapi.dirs.static.public),
    incoming: createIncomingFolder(config.dataFolder),
    commentFiles: createContentStore(path.resolve(config.dataFolder, 'comment-files')),
    scanner: config.clamdSocket === '' ? null : clamdScanner(config.clamdSocket),
    snapshotOf: docketSnapshots(db, waiting),
    answersLeftOf: answersLeftCounter(strapi),
    keepAnswer: keepAnswers(config.maxKeptAnswerBytes),
    draftListOf: draftLists(() => runtime, waiting),
    intakeFactsOf: shareRounds((dockets: readonly string[]) =>
      loadIntakeFacts(strapi, db, dockets, config.authoritativeLocale),
    ),
    fileComment: filingRounds(strapi, waiting, (draftDocumentId) => {
      linker.filed(draftDocumentId)
      copies.filed(draftDocumentId)
    }),
    linker,
    copies,
    exports: exportRunner(() => runtime),
    exportFiles: createExportFiles(config.dataFolder),
    paces: paceBook(db, waiting, housekeeping(strapi, db, tally)),
    challenges: challengeDesk(keys.code),
    tally,
    waiting,
  }
  RUNTIMES.set(strapi, runtime)
  return runtime
}

/** @throws before `bootstrap` has run: nothing legal may happen without guards and keys */
export function runtimeOf(strapi: Strapi): Runtime {
  const runtime = RUNTIMES.get(strapi)
  if (runtime === undefined) throw new Error('comment-period: asked before its bootstrap has run')
  return runtime
}

export async function stopRuntime(strapi: Strapi): Promise<void> {
  const runtime = RUNTIMES.get(strapi)
  RUNTIMES.delete(strapi)
  await runtime?.exports.stop()
  await runtime?.copies.stop()
  await runtime?.linker.stop()
}

/** The tables and columns the guards stand on in this installation. */
export async function guardSiteOf(
  strapi: Strapi,
  db: Db = connectionOf(strapi),
): Promise<GuardSite> {
  const comments = tableOf(strapi, UID.comment).tableName
  return {
    client: db.client,
    schema: schemaNameOf(strapi),
    tables: {
      comments,
      drafts: tableOf(strapi, UID.draft).tableName,
      bodies: tableOf(strapi, UID.body).tableName,
      kinds: tableOf(strapi, UID.kind).tableName,
      draftBody: relationTableOf(strapi, UID.draft, 'body'),
      draftKind: relationTableOf(strapi, UID.draft, 'kind'),
      commentColumns: await columnsOf(db, comments),
      authoritativeLocale: configOf(strapi).authoritativeLocale,
    },
  }
}
