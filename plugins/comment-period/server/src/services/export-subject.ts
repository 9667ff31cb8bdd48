import { readLegalText } from '../../../domain/legal-text'
import { findBody } from '../repositories/bodies'
import { findLatestExposures } from '../repositories/exposures'
import { connectionOf } from '../strapi-types'
import type { ExportJob } from '../repositories/exports'
import type { ExportSubject } from './export-writing'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/**
 * What an export is of: the draft as it was called at its instant, the body, of whose names no past
 * is kept, as it is called when the export is begun.
 */
export async function subjectOf(
  { strapi }: Runtime,
  { bodyId, draftDocumentId, askedAt }: Pick<ExportJob, 'bodyId' | 'draftDocumentId' | 'askedAt'>,
): Promise<ExportSubject> {
  const body = (await findBody(strapi, { documentId: bodyId })) ?? refuse('BODY_UNKNOWN')
  const exposures =
    draftDocumentId === null
      ? new Map<string, never>()
      : await findLatestExposures(connectionOf(strapi), [draftDocumentId], askedAt)
  const exposure = exposures.get(draftDocumentId ?? '')
  return {
    bodyName: body.name,
    bodySlug: body.slug,
    letterheadLines: body.letterheadLines,
    zone: body.zone,
    title: exposure === undefined ? body.name : readLegalText(exposure.content).title,
  }
}
