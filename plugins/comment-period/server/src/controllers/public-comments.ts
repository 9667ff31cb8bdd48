import { listComments, submitComment, trackComment } from '../../../contracts/comments'
import { judgeIdempotencyKey } from '../../../domain/idempotency-key'
import * as acts from '../services/comment-acts'
import * as intake from '../services/comment-intake'
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
      const receipt = await intake.submitComment(runtimeOf(strapi), {
        docket: params.docket,
        idempotencyKey,
        body,
        // Only a browser sends an Origin, and only that of a registered portal came this far.
        channel: origin === '' ? 'api' : 'widget',
        portal: origin === '' ? null : origin,
        hold: null,
        spentChallenge: null,
        attachments: [],
      })
      answerNoStore(context, 201, receipt)
    },
  ),

  track: endpoint(strapi, trackComment, async (context, { body }) => {
    answerNoStore(context, 200, await acts.trackComment(runtimeOf(strapi), body.trackingCode))
  }),
})
