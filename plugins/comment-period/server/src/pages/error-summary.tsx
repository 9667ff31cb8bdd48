import type { FieldFault } from '../../../contracts/comment-form'
import { faultText, fieldId } from './form-fields'
import type { PageContext } from './page-context'

/**
 * What is wrong, first thing on the page and with the focus on it: a reader of the screen hears it,
 * and every line leads to its field.
 */
export function ErrorSummary({
  page,
  title,
  sentences,
  faults = [],
  labels = {},
}: {
  readonly page: PageContext
  readonly title: string
  readonly sentences: readonly string[]
  readonly faults?: readonly FieldFault[]
  readonly labels?: Readonly<Record<string, string>>
}) {
  return (
    <div
      className="error-summary"
      role="alert"
      aria-labelledby="error-title"
      tabIndex={-1}
      autoFocus
    >
      <h2 id="error-title">{title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {faults.length === 0 ? null : (
        <ul>
          {faults.map((fault) => (
            <li key={fault.field}>
              <a href={`#${fieldId(fault.field)}`}>
                {`${labels[fault.field] ?? fault.field}: ${faultText(page.words, fault)}`}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
