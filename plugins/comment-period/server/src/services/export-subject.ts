import { readLegalText } from '../../../domain/legal-text'
import { findBody } from '../repositories/bodies'
import { findLatestExposures } from '../repositories/exposures'
import { connectionOf } from '../strapi-types'
import type { ExportJob } from '../repositories/exports'
import type { ExportSubject } from './export-writing'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What an export is of, as its body and its draft are called now. */
export async function subjectOf(
  { strapi }: Runtime,
  { bodyId, draftDocumentId }: Pick<ExportJob, 'bodyId' | 'draftDocumentId'>,
): Promise<ExportSubject> {
  const body = (await findBody(strapi, { documentId: bodyId })) ?? refuse('BODY_UNKNOWN')
  const exposures =
    draftDocumentId === null
      ? new Map<string, never>()
      : await findLatestExposures(connectionOf(strapi), [draftDocumentId])
  const exposure = exposures.get(draftDocumentId ?? '')
  return {
    bodyName: body.name,
    bodySlug: body.slug,
    letterheadLines: body.letterheadLines,
    zone: body.zone,
    title: exposure === undefined ? body.name : readLegalText(exposure.content).title,
  }
}
