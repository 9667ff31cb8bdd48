import { z } from 'zod'

/** `GET /openapi.json`: a document whose shape its own specification says. */
export const readContract = { query: z.strictObject({}), media: 'application/json' }
