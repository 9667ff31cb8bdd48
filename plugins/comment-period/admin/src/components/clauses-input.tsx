import { Box, Field, Flex, Typography } from '@strapi/design-system'
import { useId, useMemo } from 'react'

import { readClauses, type Clauses } from '../clause-list'
import { useContentLocale } from '../hooks/use-content-locale'
import { useWords } from '../hooks/use-words'
import type { JsonFieldProps } from '../strapi-admin-types'
import { ClauseListEditor } from './clause-list-editor'
import { TextImport } from './text-import'

/** Input of the custom field `clauses`: the text of a draft as an ordered list of clauses. */
export function ClausesInput({
  name,
  value,
  onChange,
  label,
  labelAction,
  hint,
  error,
  required = false,
  disabled = false,
}: JsonFieldProps) {
  const id = useId()
  const { locale, dir } = useContentLocale()
  const clauses = useMemo(() => readClauses(value), [value])

  const change = (next: Clauses) => {
    // Strapi takes an empty list for a value; only `null` is found missing in a required field.
    onChange({ target: { name, type: 'json', value: next.length === 0 ? null : next } })
  }

  return (
    <Field.Root id={id} name={name} hint={hint} error={error ?? false} required={required}>
      <Flex gap={1}>
        <Typography id={`${id}-name`} variant="pi" fontWeight="bold" textColor="neutral800">
          {label}
          {required && (
            <Typography aria-hidden textColor="danger600">
              *
            </Typography>
          )}
        </Typography>
        {labelAction}
      </Flex>
      <Box
        role="group"
        aria-labelledby={`${id}-name`}
        aria-describedby={describedBy(id, hint, error)}
        dir={dir}
        lang={locale}
      >
        {clauses === null ? (
          <UnreadableValue value={value} />
        ) : (
          <Flex direction="column" alignItems="stretch" gap={3}>
            {!disabled && (
              <Flex>
                <TextImport clauses={clauses} onChange={change} />
              </Flex>
            )}
            <ClauseListEditor
              key={locale}
              id={id}
              clauses={clauses}
              onChange={change}
              disabled={disabled}
            />
          </Flex>
        )}
      </Box>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  )
}

/** Shown as it is rather than replaced by an empty list, which saving would make final. */
function UnreadableValue({ value }: { readonly value: unknown }) {
  const { say, dir, language } = useWords()
  return (
    <Flex direction="column" alignItems="stretch" gap={2} padding={4} background="danger100">
      <Typography tag="p" textColor="danger700" dir={dir} lang={language}>
        {say('clauses.unreadable')}
      </Typography>
      <Box
        tag="pre"
        dir="auto"
        overflow="auto"
        maxHeight="20rem"
        style={{ whiteSpace: 'pre-wrap' }}
      >
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </Box>
    </Flex>
  )
}

function describedBy(id: string, hint: unknown, error: string | undefined): string | undefined {
  if (error) return `${id}-error`
  return hint ? `${id}-hint` : undefined
}
