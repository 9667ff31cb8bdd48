import { z } from 'zod'
import * as bodies from '../bodies'
import { commentOut, responseOut } from '../comments'
import { readCertificate } from '../certificate'
import * as comments from '../comments'
import { readDiff } from '../diff'
import * as drafts from '../drafts'
import { period, periodRule } from '../period'
import * as reports from '../reports'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Answers and their parts that bear a name of their own in the document. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Period: period,
  PeriodRule: periodRule,
  FrozenText: drafts.frozenText,
  Clause: drafts.clauseOut,
  Draft: drafts.readDraft.answer,
  DraftList: drafts.listDrafts.answer,
  Exposure: drafts.readExposure.answer,
  ExposureCertificate: readCertificate.answer,
  FinalText: drafts.readFinal.answer,
  Comparison: readDiff.answer,
  ReportList: reports.listReports.answer,
  Report: reports.readReport.answer,
  DocketReport: reports.docketReport,
  Comment: commentOut,
  Response: responseOut,
  CommentList: comments.listComments.answer,
  Challenge: comments.readChallenge.answer,
  TrackedComment: comments.trackComment.answer,
  Body: bodies.readBody.answer,
  BodyList: bodies.listBodies.answer,
  Health: bodies.readHealth.answer,
}

const referenceOf = (name: string) => `#/components/schemas/${name}`

/** Answers may gain members with a later release of v1; whoever reads them skips what is new. */
function openAnswers({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  delete jsonSchema.additionalProperties
}

/** What a person reads in a document: no dialect and no id of each part by itself. */
function bare(schema: Readonly<Record<string, unknown>>): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id'),
  )
}

/** The named schemas, each with references to the others. `more` are made per installation. */
export function answerSchemas(more: Readonly<Record<string, z.ZodType>>) {
  const registry = z.registry<{ id: string }>()
  const named = { ...NAMED, ...more }
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    uri: referenceOf,
    io: 'output',
    override: (context) => {
      if (isObjectWithRecord(context.zodSchema)) return
      openAnswers(context)
    },
  })
  const components = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      bare(schema as Record<string, unknown>),
    ]),
  )
  const names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))
  return {
    components,
    /** The name under which an answer stands; one that has none is a defect of the table above. */
    referTo: (answer: z.ZodType): JsonSchema => {
      const name = names.get(answer)
      if (name === undefined) throw new Error('comment-period: an answer has no name in OpenAPI')
      return { $ref: referenceOf(name) }
    },
  }
}

/** The values of a record are said by `additionalProperties` too, and stay. */
function isObjectWithRecord(schema: unknown): boolean {
  return (schema as z.ZodType).type === 'record'
}

/** The schema of what is sent: as it comes in, before anything is read out of it. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return bare(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>)
}
