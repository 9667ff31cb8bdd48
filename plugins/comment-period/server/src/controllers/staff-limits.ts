import * as contracts from '../../../contracts/limits'
import { MOST_ATTACHMENTS } from '../../../domain/comment'
import { configOf, type Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffLimits = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listLimits, async (context) => {
    const { maxCommentGraphemes, maxBodyBytes, maxAttachmentBytes, clamdSocket, mailFrom, pace } =
      configOf(strapi)
    const limits: contracts.LimitsOut = {
      commentGraphemes: maxCommentGraphemes,
      bodyBytes: maxBodyBytes,
      attachments: MOST_ATTACHMENTS,
      attachmentBytes: maxAttachmentBytes,
      isScanning: clamdSocket !== '',
      isMailing: mailFrom !== '',
      ...pace,
    }
    answerNoStore(context, 200, limits)
    return Promise.resolve()
  }),
})
