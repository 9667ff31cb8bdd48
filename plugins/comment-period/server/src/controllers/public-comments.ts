import { listComments, submitComment, trackComment } from '../../../contracts/comments'
import { judgeIdempotencyKey } from '../../../domain/idempotency-key'
import * as acts from '../services/comment-acts'
import * as intake from '../services/comment-intake'
import * as reading from '../services/docket-reading'
import { refuse } from '../services/refusal-error'
import { runtimeOf } from '../services/runtime'
import { configOf, type Strapi } from '../strapi-types'
import { action, answerNoStore, answerReading, bodyOf, paramsOf, parse, queryOf } from './answers'

export const publicComments = ({ strapi }: { strapi: Strapi }) => ({
  list: action(strapi, async (context) => {
    const { docket } = parse(listComments.params, paramsOf(context))
    const query = parse(listComments.query, queryOf(context))
    answerReading(context, await reading.listComments(runtimeOf(strapi), docket, query))
  }),

  submit: action(strapi, async (context) => {
    const contract = submitComment(configOf(strapi).maxCommentGraphemes)
    const { docket } = parse(contract.params, paramsOf(context))
    const judged = judgeIdempotencyKey(context.get('Idempotency-Key') || undefined)
    const idempotencyKey = judged.kind === 'refused' ? refuse(judged.code) : judged.key
    const body = parse(contract.body, bodyOf(context))
    const origin = context.get('Origin')
    const receipt = await intake.submitComment(runtimeOf(strapi), {
      docket,
      idempotencyKey,
      body,
      // Only a browser sends an Origin, and only that of a registered portal came this far.
      channel: origin === '' ? 'api' : 'widget',
      portal: origin === '' ? null : origin,
    })
    answerNoStore(context, 201, receipt)
  }),

  track: action(strapi, async (context) => {
    const { trackingCode } = parse(trackComment.body, bodyOf(context))
    answerNoStore(context, 200, await acts.trackComment(runtimeOf(strapi), trackingCode))
  }),
})
