import {
  listComments,
  readCommentAttachment,
  readChallenge,
  submitComment,
  trackComment,
} from '../../../contracts/comments'
import { judgeIdempotencyKey } from '../../../domain/idempotency-key'
import { issueChallenge, takeSubmission } from '../services/admission'
import { openReleasedAttachment } from '../services/attachment-acts'
import { networkOf } from '../services/client-network'
import { trackComment as track } from '../services/comment-acts'
import { discardFiles, receiveAttachments } from '../services/comment-files'
import { judgeBeforeFiles } from '../services/comment-intake'
import * as reading from '../services/docket-reading'
import { refuse } from '../services/refusal-error'
import { runtimeOf } from '../services/runtime'
import { configOf, type Strapi } from '../strapi-types'
import { answerDownload, answerNoStore, answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicComments = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, listComments, async (context, { params, query }) => {
    await answerReading(
      context,
      await reading.listComments(runtimeOf(strapi), params.docket, query),
    )
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
      if (receiveFiles !== null) await judgeBeforeFiles(runtime, said)
      const files = receiveFiles === null ? [] : await receiveFiles()
      try {
        const sent = {
          ...said,
          // Only a browser sends an Origin, and only that of a registered portal came this far.
          channel: origin === '' ? ('api' as const) : ('widget' as const),
          portal: origin === '' ? null : origin,
          attachments: await receiveAttachments(runtime, files),
        }
        const network = networkOf(strapi, context)
        answerNoStore(context, 201, await takeSubmission(runtime, sent, { network, form: null }))
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

  challenge: endpoint(strapi, readChallenge, async (context, { query }) => {
    const network = networkOf(strapi, context)
    answerNoStore(context, 200, await issueChallenge(runtimeOf(strapi), query, network))
  }),

  track: endpoint(strapi, trackComment, async (context, { body }) => {
    const network = networkOf(strapi, context)
    answerNoStore(context, 200, await track(runtimeOf(strapi), network, body.trackingCode))
  }),
})
