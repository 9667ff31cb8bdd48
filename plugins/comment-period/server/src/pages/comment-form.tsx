import {
  FILE_FIELD,
  TOKEN_FIELD,
  TRAP_FIELD,
  type CommentField,
  type FieldFault,
  type FormValues,
} from '../../../contracts/comment-form'
import type { DraftOut, FrozenTextOut } from '../../../contracts/drafts'
import { SUBMITTER_CATEGORIES, SUBMITTER_TYPES, WEB_COMMENT_TYPES } from '../../../domain/comment'
import { clauseName, draftPath } from './clause-text'
import { digits } from './dates'
import { ChoiceField, FieldFrame, SelectField, TextField } from './form-fields'
import { hrefOf, type PageContext } from './page-context'

/** What a form shows: what somebody has typed before, and what is wrong with it. */
export interface FormState {
  readonly token: string
  readonly values: FormValues
  readonly faults: readonly FieldFault[]
}

export interface CommentFormFacts {
  readonly docket: string
  /** `null` where the record cannot be read at the moment: the form is shown all the same. */
  readonly text: FrozenTextOut | null
  readonly intake: DraftOut['intake']
}

/** Types that a file dialogue offers; the server looks at the bytes. */
const FILE_TYPES = '.pdf,.docx,.odt,.png,.jpg,.jpeg'
const MEGABYTE = 1024 * 1024

/**
 * The form of a comment. It is posted to the address of its docket and leads out of a portal's
 * frame, because the receipt is never shown in one.
 */
export function CommentForm({
  page,
  facts,
  state,
}: {
  readonly page: PageContext
  readonly facts: CommentFormFacts
  readonly state: FormState
}) {
  const { words } = page
  const { form } = words
  const { intake } = facts
  const field = (name: CommentField) => ({
    page,
    name,
    label: form.labels[name],
    hint: form.hints[name],
    value: state.values[name] ?? '',
    fault: state.faults.find((fault) => fault.field === name),
  })
  return (
    <form
      className="comment-form"
      method="post"
      action={hrefOf(page, `${draftPath(facts.docket)}/comments`)}
      encType="multipart/form-data"
      target="_top"
      noValidate
    >
      <p className="note">{form.requiredNote}</p>
      <input type="hidden" name={TOKEN_FIELD} value={state.token} />
      <Trap page={page} />
      <ChoiceField
        {...field('type')}
        options={WEB_COMMENT_TYPES.map((type) => ({ value: type, label: form.types[type] }))}
      />
      <SelectField
        {...field('rating')}
        options={form.ratings.map((label, place) => ({
          value: String(place + 1),
          label: `${digits(words, place + 1)} – ${label}`,
        }))}
        empty={form.notSaid}
        isOptional
      />
      <SelectField
        {...field('clauseId')}
        options={(facts.text?.clauses ?? unknownClause(state.values.clauseId)).map((clause) => ({
          value: clause.clauseId,
          label: clauseName(clause),
        }))}
        empty={form.wholeDraft}
        isOptional
      />
      <TextField
        {...field('text')}
        hint={form.lengthHint(digits(words, intake.maxGraphemes))}
        rows={8}
      />
      <TextField {...field('suggestedWording')} rows={4} isOptional />
      <SelectField
        {...field('language')}
        options={Object.entries(form.commentLanguages).map(([value, label]) => ({ value, label }))}
        empty={form.notSaid}
        isOptional
      />
      <AboutTheSubmitter page={page} field={field} />
      <FieldFrame
        page={page}
        name={FILE_FIELD}
        label={form.labels.attachment}
        hint={form.fileHint(
          digits(words, intake.maxAttachments),
          digits(words, Math.floor(intake.maxAttachmentBytes / MEGABYTE)),
        )}
        fault={state.faults.find((fault) => fault.field === FILE_FIELD)}
        isOptional
      >
        {(described) => (
          <input type="file" name={FILE_FIELD} accept={FILE_TYPES} multiple {...described} />
        )}
      </FieldFrame>
      <p className="form-end">{form.afterwards}</p>
      <button type="submit">{form.submit}</button>
    </form>
  )
}

/** While the record cannot be read, the clause that was chosen is all that is known of the text. */
function unknownClause(clauseId: string | undefined): FrozenTextOut['clauses'] {
  if (clauseId === undefined || clauseId === '') return []
  return [{ clauseId, kind: 'article', label: clauseId, heading: '', text: '' }]
}

function AboutTheSubmitter({
  page,
  field,
}: {
  readonly page: PageContext
  readonly field: (name: CommentField) => Parameters<typeof TextField>[0]
}) {
  const { form, submitterTypes, submitterCategories } = page.words
  const showName = field('showName')
  return (
    <fieldset className="about">
      <legend>{form.optionalTitle}</legend>
      <p className="note">{form.optionalIntro}</p>
      <TextField {...field('name')} />
      <FieldFrame page={page} name="showName" fault={showName.fault} isOption>
        {(described) => (
          <label className="option" htmlFor={described.id}>
            <input
              type="checkbox"
              name="showName"
              value="yes"
              defaultChecked={showName.value === 'yes'}
              {...described}
            />
            <span>{form.labels.showName}</span>
          </label>
        )}
      </FieldFrame>
      <TextField {...field('contact')} isLatin />
      <SelectField
        {...field('submitterType')}
        options={SUBMITTER_TYPES.map((value) => ({ value, label: submitterTypes[value] }))}
        empty={form.notSaid}
      />
      <SelectField
        {...field('submitterCategory')}
        options={SUBMITTER_CATEGORIES.map((value) => ({
          value,
          label: submitterCategories[value],
        }))}
        empty={form.notSaid}
      />
      <TextField {...field('onBehalfOf')} />
    </fieldset>
  )
}

/** Out of sight and out of the order of the keyboard: whoever fills it in is a program. */
function Trap({ page }: { readonly page: PageContext }) {
  return (
    <div className="trap" aria-hidden="true">
      <label htmlFor="field-trap">{page.words.form.trap}</label>
      <input
        type="text"
        id="field-trap"
        name={TRAP_FIELD}
        tabIndex={-1}
        autoComplete="off"
        defaultValue=""
      />
    </div>
  )
}

/** The words of somebody whose comment cannot be taken any more: to be read and copied. */
export function KeptWords({
  page,
  values,
}: {
  readonly page: PageContext
  readonly values: FormValues
}) {
  const { form } = page.words
  const kept = (['text', 'suggestedWording'] as const).filter(
    (name) => (values[name] ?? '').trim() !== '',
  )
  if (kept.length === 0) return null
  return (
    <section className="kept-words" aria-labelledby="kept-heading">
      <h2 id="kept-heading">{form.keepWords}</h2>
      {kept.map((name) => (
        <div className="field" key={name}>
          <label htmlFor={`kept-${name}`}>{form.labels[name]}</label>
          <textarea id={`kept-${name}`} readOnly rows={8} dir="auto" defaultValue={values[name]} />
        </div>
      ))}
    </section>
  )
}
