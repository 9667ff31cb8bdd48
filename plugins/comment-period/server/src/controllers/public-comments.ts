import {
  listComments,
  readChallenge,
  submitComment,
  trackComment,
} from '../../../contracts/comments'
import { judgeIdempotencyKey } from '../../../domain/idempotency-key'
import { issueChallenge, takeSubmission } from '../services/admission'
import { networkOf } from '../services/client-network'
import { trackComment as track } from '../services/comment-acts'
import * as reading from '../services/docket-reading'
import { refuse } from '../services/refusal-error'
import { runtimeOf } from '../services/runtime'
import { configOf, type Strapi } from '../strapi-types'
import { answerNoStore, answerReading } from './answers'
import { endpoint } from './endpoint'

export const publicComments = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, listComments, async (context, { params, query }) => {
    answerReading(context, await reading.listComments(runtimeOf(strapi), params.docket, query))
  }),

  submit: endpoint(
    strapi,
    () => submitComment(configOf(strapi).maxCommentGraphemes),
    async (context, { params, body }) => {
      const judged = judgeIdempotencyKey(context.get('Idempotency-Key') || undefined)
      const idempotencyKey = judged.kind === 'refused' ? refuse(judged.code) : judged.key
      const origin = context.get('Origin')
      const sent = {
        docket: params.docket,
        idempotencyKey,
        body,
        // Only a browser sends an Origin, and only that of a registered portal came this far.
        channel: origin === '' ? ('api' as const) : ('widget' as const),
        portal: origin === '' ? null : origin,
        attachments: [],
      }
      const network = networkOf(strapi, context)
      const receipt = await takeSubmission(runtimeOf(strapi), sent, { network, form: null })
      answerNoStore(context, 201, receipt)
    },
  ),

  challenge: endpoint(strapi, readChallenge, async (context, { query }) => {
    const network = networkOf(strapi, context)
    answerNoStore(context, 200, await issueChallenge(runtimeOf(strapi), query, network))
  }),

  track: endpoint(strapi, trackComment, async (context, { body }) => {
    const network = networkOf(strapi, context)
    answerNoStore(context, 200, await track(runtimeOf(strapi), network, body.trackingCode))
  }),
})
