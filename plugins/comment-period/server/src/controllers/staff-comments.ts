import * as privacy from '../../../contracts/comment-privacy'
import * as contracts from '../../../contracts/staff-acts'
import { respondToComment, screenComment } from '../services/comment-acts'
import { addNote } from '../services/comment-notes'
import { discloseContact, discloseOriginal } from '../services/disclosures'
import { approveErasure, requestErasure } from '../services/erasures'
import { redactComment } from '../services/redactions'
import { runtimeOf } from '../services/runtime'
import { listStaffComments } from '../services/staff-reading'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffComments = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listStaffComments, async (context, { params, query }) => {
    const { documentId } = params
    answerNoStore(context, 200, await listStaffComments(runtimeOf(strapi), documentId, query))
  }),

  respond: endpoint(strapi, contracts.respond, async (context, { params, body }) => {
    answerNoStore(context, 201, await respondToComment(runtimeOf(strapi), params.publicId, body))
  }),

  screen: endpoint(strapi, contracts.screen, async (context, { params, body }) => {
    answerNoStore(context, 200, await screenComment(runtimeOf(strapi), params.publicId, body))
  }),

  note: endpoint(strapi, privacy.addNote, async (context, { params, body }) => {
    answerNoStore(context, 201, await addNote(runtimeOf(strapi), params.publicId, body.text))
  }),

  contact: endpoint(strapi, privacy.discloseContact, async (context, { params, body }) => {
    const { publicId } = params
    answerNoStore(context, 200, await discloseContact(runtimeOf(strapi), publicId, body.reason))
  }),

  original: endpoint(strapi, privacy.discloseOriginal, async (context, { params, body }) => {
    const { publicId } = params
    answerNoStore(context, 200, await discloseOriginal(runtimeOf(strapi), publicId, body.reason))
  }),

  redact: endpoint(strapi, privacy.redact, async (context, { params, body }) => {
    answerNoStore(context, 201, await redactComment(runtimeOf(strapi), params.publicId, body))
  }),

  requestErasure: endpoint(strapi, privacy.requestErasure, async (context, { params, body }) => {
    const { publicId } = params
    answerNoStore(context, 201, await requestErasure(runtimeOf(strapi), publicId, body.basis))
  }),

  approveErasure: endpoint(strapi, privacy.approveErasure, async (context, { params, body }) => {
    answerNoStore(context, 201, await approveErasure(runtimeOf(strapi), params.publicId, body.n))
  }),
})
