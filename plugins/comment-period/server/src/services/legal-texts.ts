import { completeClauses } from '../../../domain/clauses'
import {
  hashLegalText,
  legalText,
  serialiseLegalText,
  type LegalText,
} from '../../../domain/legal-text'
import type { InstrumentKind, IssuingBody } from '../repositories/bodies'
import type { DraftText } from '../repositories/drafts'
import type { AttachmentStore } from './frozen-attachments'
import { sha256Hex } from './keys'
import { newClauseId } from './random-ids'
import { lawfulValue, refuse } from './refusal-error'

/** A text ready for a ledger. */
export interface FrozenText {
  readonly text: LegalText
  readonly content: string
  readonly summary: string
  readonly textHash: string
}

/** Freezes a draft as it stands: its attachments by content, its clauses with ids and labels. */
export async function freezeText(
  draft: DraftText,
  attachments: AttachmentStore,
): Promise<FrozenText> {
  const frozen = []
  for (const file of draft.attachments) frozen.push(await attachments.freeze(file))
  const text = legalText({
    title: draft.title,
    clauses: lawfulValue(completeClauses(draft.clauses, newClauseId)),
    attachments: frozen,
  })
  return {
    text,
    content: serialiseLegalText(text),
    summary: draft.summary,
    textHash: hashLegalText(text, sha256Hex),
  }
}

/** Each is copied and hashed inside the transaction that exposes the text. */
export const MOST_ATTACHMENTS = 50

export interface CompleteDraft extends DraftText {
  readonly body: IssuingBody
  readonly kind: InstrumentKind
}

/** What a draft lacks that the public could not read, or nobody could issue, without it. */
export function missingFields(draft: DraftText): readonly string[] {
  const { title, clauses, body, kind, destinationAuthority } = draft
  return [
    title.trim() === '' && 'title',
    clauses.length === 0 && 'clauses',
    body === null && 'body',
    kind === null && 'kind',
    kind?.terminalAct === 'submit' && destinationAuthority === null && 'destinationAuthority',
  ].filter((field) => field !== false)
}

/** Refuses a draft that lacks something, naming the first of it. */
export function assertComplete(draft: DraftText): CompleteDraft {
  const [field] = missingFields(draft)
  if (field !== undefined) refuse('DRAFT_INCOMPLETE', { field })
  if (draft.attachments.length > MOST_ATTACHMENTS) {
    refuse('INPUT_INVALID', { field: 'attachments', limit: MOST_ATTACHMENTS })
  }
  const { body, kind } = draft
  if (body === null || kind === null) return refuse('DRAFT_INCOMPLETE')
  return { ...draft, body, kind }
}
