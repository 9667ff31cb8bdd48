import { z } from 'zod'
import { ATTACHMENT_STATES, ATTACHMENT_VERDICTS, SCAN_RESULTS } from '../domain/comment'
import { attachmentNumber } from './comments'
import { instantOut, reason } from './fields'
import { commentParams } from './staff-acts'

const attachmentParams = commentParams.extend({ n: attachmentNumber })

/** `GET /comments/:publicId/attachments`: what staff see before they decide. */
export const listStaffAttachments = {
  params: commentParams,
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        n: z.int(),
        name: z.string(),
        mime: z.string(),
        size: z.int(),
        sha256: z.string(),
        scan: z.enum(SCAN_RESULTS),
        /** What to look at before a release: `location`, `author`, `script`, `launch` … */
        warnings: z.array(z.string()),
        state: z.enum(ATTACHMENT_STATES),
      }),
    ),
  }),
}

/** `POST /comments/:publicId/attachments/:n/verdict` */
export const judgeAttachment = {
  params: attachmentParams,
  body: z.strictObject({
    verdict: z.enum(ATTACHMENT_VERDICTS),
    reason,
  }),
  answer: z.strictObject({
    publicId: z.string(),
    n: z.int(),
    state: z.enum(ATTACHMENT_STATES),
    at: instantOut,
  }),
}

/** `GET /comments/:publicId/attachments/:n/file` */
export const readStaffAttachment = { params: attachmentParams }

export type StaffAttachmentsOut = z.infer<(typeof listStaffAttachments)['answer']>
