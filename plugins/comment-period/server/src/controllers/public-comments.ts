import {
  listComments,
  readCommentAttachment,
  submitComment,
  trackComment,
} from '../../../contracts/comments'
import { judgeIdempotencyKey } from '../../../domain/idempotency-key'
import { openReleasedAttachment } from '../services/attachment-acts'
import * as acts from '../services/comment-acts'
import { discardFiles, receiveAttachments } from '../services/comment-files'
import * as intake from '../services/comment-intake'
import * as reading from '../services/docket-reading'
import { refuse } from '../services/refusal-error'
import { runtimeOf } from '../services/runtime'
import { configOf, type Strapi } from '../strapi-types'
import { answerDownload, answerNoStore, answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicComments = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, listComments, async (context, { params, query }) => {
    answerReading(context, await reading.listComments(runtimeOf(strapi), params.docket, query))
  }),

  submit: endpoint(
    strapi,
    () => submitComment(configOf(strapi).maxCommentGraphemes),
    async (context, { params, body, receiveFiles }) => {
      const runtime = runtimeOf(strapi)
      const judged = judgeIdempotencyKey(context.get('Idempotency-Key') || undefined)
      const idempotencyKey = judged.kind === 'refused' ? refuse(judged.code) : judged.key
      const origin = context.get('Origin')
      const said = { docket: params.docket, idempotencyKey, body }
      if (receiveFiles !== null) await intake.judgeBeforeFiles(runtime, said)
      const files = receiveFiles === null ? [] : await receiveFiles()
      try {
        const receipt = await intake.submitComment(runtime, {
          ...said,
          // Only a browser sends an Origin, and only that of a registered portal came this far.
          channel: origin === '' ? 'api' : 'widget',
          portal: origin === '' ? null : origin,
          hold: null,
          spentChallenge: null,
          attachments: await receiveAttachments(runtime, files),
        })
        answerNoStore(context, 201, receipt)
      } finally {
        await discardFiles(runtime, files)
      }
    },
  ),

  attachment: endpoint(strapi, readCommentAttachment, async (context, { params }) => {
    const { docket, publicId, n } = params
    const opened = await openReleasedAttachment(runtimeOf(strapi), docket, publicId, n)
    // Soon asked again: a release can be taken back.
    answerDownload(context, opened, 'public, max-age=10')
  }),

  track: endpoint(strapi, trackComment, async (context, { body }) => {
    answerNoStore(context, 200, await acts.trackComment(runtimeOf(strapi), body.trackingCode))
  }),
})
