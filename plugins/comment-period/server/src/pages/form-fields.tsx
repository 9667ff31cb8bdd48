import type { ReactNode } from 'react'
import type { CommentField, FieldFault } from '../../../contracts/comment-form'
import { digits } from './dates'
import type { PageContext } from './page-context'
import { PAGE_REFUSALS, type Words } from './words/words'

interface FieldProps {
  readonly page: PageContext
  readonly name: CommentField
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly fault?: FieldFault | undefined
  readonly isOptional?: boolean
}

/** What ties a control to its label, its hint and its error. */
interface Described {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

export function fieldId(name: string): string {
  return `field-${name}`
}

/** What is wrong with a field, in a sentence that says what to do. */
export function faultText(words: Words, fault: FieldFault): string {
  const { code, field, limit, actual } = fault
  if (code === 'TEXT_TOO_LONG' && limit !== undefined && actual !== undefined) {
    return words.tooLongBy(digits(words, limit), digits(words, actual))
  }
  const own = words.fieldFaults[field]
  if (code === 'INPUT_INVALID' && own !== undefined) return own
  const known = PAGE_REFUSALS.find((each) => each === code)
  return known === undefined ? words.refusals.INPUT_INVALID : words.refusals[known]
}

/** A label that is always seen, a hint, an error, and the control that they describe. */
export function FieldFrame({
  page,
  name,
  label = null,
  hint,
  fault,
  isOptional = false,
  isOption = false,
  children,
}: {
  readonly page: PageContext
  readonly name: string
  /** `null` where the control brings its own. */
  readonly label?: string | null
  readonly hint?: string | undefined
  readonly fault?: FieldFault | undefined
  readonly isOptional?: boolean
  readonly isOption?: boolean
  readonly children: (described: Described) => ReactNode
}) {
  const id = fieldId(name)
  return (
    <div
      className={`field${fault === undefined ? '' : ' field-faulty'}${isOption ? ' field-option' : ''}`}
    >
      {label === null ? null : (
        <label htmlFor={id}>
          {label}
          <Optional page={page} shown={isOptional} />
        </label>
      )}
      <Notes page={page} id={id} hint={hint} fault={fault} />
      {children({ id, ...descriptions(id, hint, fault) })}
    </div>
  )
}

function Optional({ page, shown }: { readonly page: PageContext; readonly shown: boolean }) {
  return shown ? <span className="optional">{` (${page.words.form.optional})`}</span> : null
}

function Notes({
  page,
  id,
  hint,
  fault,
}: {
  readonly page: PageContext
  readonly id: string
  readonly hint: string | undefined
  readonly fault: FieldFault | undefined
}) {
  return (
    <>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault === undefined ? null : (
        <p className="fault" id={`${id}-fault`}>
          {faultText(page.words, fault)}
        </p>
      )}
    </>
  )
}

function descriptions(
  id: string,
  hint: string | undefined,
  fault: FieldFault | undefined,
): Omit<Described, 'id'> {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(fault === undefined ? [] : [`${id}-fault`]),
  ]
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(fault === undefined ? {} : { 'aria-invalid': true as const }),
  }
}

/** One line of text, or several. */
export function TextField({
  rows,
  isLatin = false,
  ...props
}: FieldProps & { readonly rows?: number; readonly isLatin?: boolean }) {
  const { name, value } = props
  return (
    <FieldFrame {...props}>
      {(described) =>
        rows === undefined ? (
          <input
            type="text"
            name={name}
            defaultValue={value}
            dir={isLatin ? 'ltr' : 'auto'}
            autoComplete={name === 'name' ? 'name' : 'off'}
            {...described}
          />
        ) : (
          <textarea name={name} rows={rows} dir="auto" defaultValue={value} {...described} />
        )
      }
    </FieldFrame>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** One of many; what was sent and is none of them is kept, so that the fault can be seen. */
export function SelectField({
  options,
  empty,
  ...props
}: FieldProps & { readonly options: readonly Option[]; readonly empty: string }) {
  const { name, value } = props
  const isKnown = value === '' || options.some((option) => option.value === value)
  return (
    <FieldFrame {...props}>
      {(described) => (
        <select name={name} defaultValue={value} {...described}>
          <option value="">{empty}</option>
          {isKnown ? null : <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}

/** One of few, all of them in sight. */
export function ChoiceField({
  page,
  name,
  label,
  hint,
  value,
  fault,
  options,
}: FieldProps & { readonly options: readonly Option[] }) {
  const id = fieldId(name)
  return (
    <fieldset
      className={`field choices${fault === undefined ? '' : ' field-faulty'}`}
      {...(fault === undefined ? {} : { 'aria-describedby': `${id}-fault` })}
    >
      <legend>{label}</legend>
      <Notes page={page} id={id} hint={hint} fault={fault} />
      {options.map((option, place) => (
        <label
          className="option"
          key={option.value}
          htmlFor={place === 0 ? id : `${id}-${option.value}`}
        >
          {/* The first has the field's own id: the summary of errors leads to it. */}
          <input
            type="radio"
            id={place === 0 ? id : `${id}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
