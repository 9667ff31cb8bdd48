import * as contracts from '../../../contracts/holidays'
import { importHolidays } from '../services/holiday-import'
import { confirmHoliday, listHolidays } from '../services/holidays'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffHolidays = ({ strapi }: { strapi: Strapi }) => ({
  list: endpoint(strapi, contracts.listHolidays, async (context, { query }) => {
    answerNoStore(context, 200, await listHolidays(runtimeOf(strapi), query))
  }),

  bringIn: endpoint(strapi, contracts.importHolidays, async (context, { body }) => {
    answerNoStore(context, 200, await importHolidays(runtimeOf(strapi), body))
  }),

  confirm: endpoint(strapi, contracts.confirmHoliday, async (context, { params, body }) => {
    answerNoStore(context, 200, await confirmHoliday(runtimeOf(strapi), params.documentId, body))
  }),
})
