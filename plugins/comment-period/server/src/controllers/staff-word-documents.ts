import { readWordDocument } from '../../../contracts/word-document'
import { readReceivedDocument } from '../services/word-document'
import type { Strapi } from '../strapi-types'
import { answerNoStore } from './answers'
import { endpoint } from './endpoint'

export const staffWordDocuments = ({ strapi }: { strapi: Strapi }) => ({
  read: endpoint(strapi, readWordDocument, async (context, { receiveFiles }) => {
    const files = (await receiveFiles?.()) ?? []
    answerNoStore(context, 200, await readReceivedDocument(files))
  }),
})
