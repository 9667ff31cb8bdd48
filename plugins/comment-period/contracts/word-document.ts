import { z } from 'zod'

/**
 * `POST /word-documents`, multipart with one file named `attachment`: a Word document read as
 * lines, which `divideText` divides into clauses. Nothing of it is kept.
 */
export const readWordDocument = {
  takesFiles: true as const,
  answer: z.strictObject({
    lines: z.array(
      z.strictObject({
        text: z.string(),
        role: z.enum(['title', 'heading', 'contents', 'header', 'footer', 'footnote']).optional(),
        /** The cells of a row of a table; `text` is empty then. */
        cells: z.array(z.string()).optional(),
      }),
    ),
    /** What is no text, or was not taken over. */
    leftOut: z.array(
      z.strictObject({
        what: z.enum(['picture', 'formula', 'remark', 'deletion']),
        count: z.int(),
      }),
    ),
  }),
}

export type WordDocumentOut = z.infer<(typeof readWordDocument)['answer']>
