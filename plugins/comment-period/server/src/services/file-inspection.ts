import { attachmentName, extensionOf } from '../../../domain/attachment-name'
import { ATTACHMENT_KINDS, type AttachmentKind } from '../../../domain/comment'
import {
  refusedFor,
  type FileJudgement,
  type FileProblem,
  type FileWarning,
} from './file-judgement'
import { inspectJpeg, inspectPng } from './image-inspection'
import { inspectDocx, inspectOdt } from './package-inspection'
import { inspectPdf } from './pdf-inspection'
import { readsAsZip } from './polyglot'

/** A file that is taken, or why it is not. */
export type InspectedFile =
  | {
      readonly kind: 'taken'
      readonly name: string
      readonly mime: string
      readonly warnings: readonly FileWarning[]
    }
  | { readonly kind: 'refused'; readonly problem: FileProblem }

interface Rule {
  readonly extensions: readonly string[]
  /** What senders declare beside the registered type. */
  readonly alsoDeclared: readonly string[]
  readonly start: string
  readonly inspect: (bytes: Buffer) => FileJudgement | Promise<FileJudgement>
}

const ZIP = 'PK\x03\x04'
const RULES: Readonly<Record<AttachmentKind, Rule>> = {
  pdf: { extensions: ['pdf'], alsoDeclared: [], start: '%PDF-', inspect: inspectPdf },
  docx: { extensions: ['docx'], alsoDeclared: [], start: ZIP, inspect: inspectDocx },
  odt: { extensions: ['odt'], alsoDeclared: [], start: ZIP, inspect: inspectOdt },
  png: {
    extensions: ['png'],
    alsoDeclared: [],
    start: '\x89PNG\r\n\x1a\n',
    inspect: image(inspectPng),
  },
  jpg: {
    extensions: ['jpg', 'jpeg'],
    alsoDeclared: ['image/jpg', 'image/pjpeg'],
    start: '\xff\xd8\xff',
    inspect: image(inspectJpeg),
  },
}

/** What a device sends that does not know the type of a file; then name and content must do. */
const UNDECLARED = 'application/octet-stream'

/**
 * Judges a file by its first bytes, its name, the type it was declared as, and what is in it. All
 * of them must agree: nothing else is served under the type of an attachment.
 */
export async function inspectFile(
  sent: { readonly name: string; readonly mime: string },
  bytes: Buffer,
): Promise<InspectedFile> {
  if (bytes.length === 0) return { kind: 'refused', problem: 'empty' }
  const name = attachmentName(sent.name)
  if (name === null) return { kind: 'refused', problem: 'name' }
  const kind = kindOfName(name)
  if (kind === null) return { kind: 'refused', problem: 'kind-unknown' }
  const rule = RULES[kind]
  const mime = ATTACHMENT_KINDS[kind]
  const agrees =
    [mime, ...rule.alsoDeclared, UNDECLARED].includes(sent.mime.toLowerCase()) &&
    bytes.toString('latin1', 0, rule.start.length) === rule.start
  if (!agrees) return { kind: 'refused', problem: 'kind-mismatch' }
  const judged = await rule.inspect(bytes)
  return judged.kind === 'refused'
    ? judged
    : { kind: 'taken', name, mime, warnings: judged.warnings }
}

function kindOfName(name: string): AttachmentKind | null {
  const extension = extensionOf(name)
  const kinds = Object.keys(RULES) as AttachmentKind[]
  return kinds.find((kind) => RULES[kind].extensions.includes(extension)) ?? null
}

/** An image that also reads as an archive is neither. */
function image(inspect: (bytes: Buffer) => FileJudgement) {
  return (bytes: Buffer): FileJudgement =>
    readsAsZip(bytes) ? refusedFor('two-kinds') : inspect(bytes)
}
