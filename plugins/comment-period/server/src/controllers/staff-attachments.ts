import * as contracts from '../../../contracts/staff-attachments'
import {
  judgeAttachment,
  listStaffAttachments,
  openStaffAttachment,
} from '../services/attachment-acts'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerDownload, answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffAttachments = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listStaffAttachments, async (context, { params }) => {
    answerNoStore(context, 200, await listStaffAttachments(runtimeOf(strapi), params.publicId))
  }),

  file: endpoint(strapi, contracts.readStaffAttachment, async (context, { params }) => {
    const { publicId, n } = params
    const opened = await openStaffAttachment(runtimeOf(strapi), publicId, n)
    answerDownload(context, opened, 'no-store')
  }),

  judge: endpoint(strapi, contracts.judgeAttachment, async (context, { params, body }) => {
    const { publicId, n } = params
    answerNoStore(context, 201, await judgeAttachment(runtimeOf(strapi), publicId, n, body))
  }),
})
