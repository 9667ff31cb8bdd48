import * as contracts from '../../../contracts/themes'
import { tieChange } from '../services/change-grounds'
import { readChecklist } from '../services/issue-checklist'
import { runtimeOf } from '../services/runtime'
import {
  answerTheme,
  listThemeComments,
  listThemes,
  nameTheme,
  placeComments,
  retitleTheme,
} from '../services/themes'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffThemes = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listThemes, async (context, { params }) => {
    answerNoStore(context, 200, await listThemes(runtimeOf(strapi), params.documentId))
  }),

  name: endpoint(strapi, contracts.nameTheme, async (context, { params, body }) => {
    answerNoStore(context, 201, await nameTheme(runtimeOf(strapi), params.documentId, body))
  }),

  retitle: endpoint(strapi, contracts.retitleTheme, async (context, { params, body }) => {
    const { documentId, theme } = params
    answerNoStore(context, 200, await retitleTheme(runtimeOf(strapi), documentId, theme, body))
  }),

  place: endpoint(strapi, contracts.placeComments, async (context, { params, body }) => {
    const { documentId, theme } = params
    answerNoStore(context, 200, await placeComments(runtimeOf(strapi), documentId, theme, body))
  }),

  answer: endpoint(strapi, contracts.answerTheme, async (context, { params, body }) => {
    const { documentId, theme } = params
    answerNoStore(context, 201, await answerTheme(runtimeOf(strapi), documentId, theme, body))
  }),

  comments: endpoint(strapi, contracts.listThemeComments, async (context, { params, query }) => {
    const { documentId, theme } = params
    const { cursor } = query
    const page = await listThemeComments(runtimeOf(strapi), documentId, theme, cursor)
    answerNoStore(context, 200, page)
  }),

  tie: endpoint(strapi, contracts.tieChange, async (context, { params, body }) => {
    answerNoStore(context, 201, await tieChange(runtimeOf(strapi), params.documentId, body))
  }),

  checklist: endpoint(strapi, contracts.readChecklist, async (context, { params }) => {
    answerNoStore(context, 200, await readChecklist(runtimeOf(strapi), params.documentId))
  }),
})
