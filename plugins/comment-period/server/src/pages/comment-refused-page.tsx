import type { DraftOut } from '../../../contracts/drafts'
import type { RefusalCode } from '../../../domain/refusal'
import { draftPath } from './clause-text'
import { CommentForm, KeptWords, type FormState } from './comment-form'
import { DraftHeading, DraftText } from './draft-page'
import { ErrorSummary } from './error-summary'
import { Layout } from './layout'
import { hrefOf, type PageContext } from './page-context'
import { refusalText } from './refusal-page'

/** What is known of the draft; without it the record could not be read, and the form stands alone. */
export interface RefusedDraft {
  readonly draft: DraftOut
  readonly letterheadLines: readonly string[]
}

/** A comment that was not filed: why, and everything its writer has typed. */
export function CommentRefusedPage({
  page,
  docket,
  shown,
  intake,
  code,
  form,
  takesComments,
  hadFiles,
}: {
  readonly page: PageContext
  readonly docket: string
  readonly shown: RefusedDraft | null
  readonly intake: DraftOut['intake']
  /** Why; for faults of single fields `INPUT_INVALID`. */
  readonly code: RefusalCode
  readonly form: FormState
  readonly takesComments: boolean
  readonly hadFiles: boolean
}) {
  const { words } = page
  const title = shown?.draft.text.title ?? words.form.title
  const sentences = [
    ...(form.faults.length > 0 ? [] : [refusalText(words, code)]),
    ...(takesComments ? [words.form.notFiled] : []),
    ...(hadFiles ? [words.form.filesGone] : []),
  ]
  return (
    <Layout page={page} title={title} hasErrors>
      {shown === null ? <h1>{words.form.title}</h1> : <DraftHeading page={page} facts={shown} />}
      <ErrorSummary
        page={page}
        title={words.form.problems}
        sentences={sentences}
        faults={form.faults}
        labels={words.form.labels}
      />
      {takesComments ? (
        <section id="comment-form" aria-labelledby="form-heading" className="form-section">
          <h2 id="form-heading">{words.form.title}</h2>
          <CommentForm
            page={page}
            facts={{ docket, text: shown?.draft.text ?? null, intake }}
            state={form}
          />
        </section>
      ) : (
        <KeptWords page={page} values={form.values} />
      )}
      {shown === null ? null : (
        <details className="text-details">
          <summary>{words.form.readText}</summary>
          <DraftText page={page} draft={shown.draft} takesComments={false} />
        </details>
      )}
      <p>
        <a href={hrefOf(page, draftPath(docket))}>{words.form.backToDraft}</a>
      </p>
    </Layout>
  )
}
