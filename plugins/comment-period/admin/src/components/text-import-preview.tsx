import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system'
import { useId, type ReactNode } from 'react'

import type { UnplacedText } from '../../../domain/clause-splitting'
import { insertAt } from '../clause-list'
import { useWords } from '../hooks/use-words'
import { ClauseListEditor } from './clause-list-editor'
import type { ImportedText } from './text-import'

/** What stands before the first clause, and goes there. */
const AHEAD: readonly UnplacedText['reason'][] = ['letterhead', 'header', 'before-first-clause']

interface TextImportPreviewProps {
  readonly text: ImportedText
  readonly onChange: (text: ImportedText) => void
  readonly contentDir: 'rtl' | 'ltr'
  readonly contentLocale: string
}

/** What was read, to be corrected: title, clauses, what is doubtful and what found no place. */
export function TextImportPreview({
  text,
  onChange,
  contentDir,
  contentLocale,
}: TextImportPreviewProps) {
  const { say } = useWords()
  const id = useId()
  const place = (unplaced: UnplacedText) => {
    const isAhead = AHEAD.includes(unplaced.reason)
    const at = isAhead ? text.placedAhead : text.clauses.length
    onChange({
      ...text,
      clauses: insertAt(text.clauses, at, { kind: 'article', text: unplaced.text }),
      unplaced: text.unplaced.filter((each) => each !== unplaced),
      placedAhead: text.placedAhead + (isAhead ? 1 : 0),
    })
  }

  return (
    <>
      <Typography tag="p" role="status">
        {say('import.summary', { clauses: text.clauses.length, unplaced: text.unplaced.length })}
      </Typography>
      <Doubts doubts={text.doubts} />
      <LeftOut leftOut={text.leftOut} />
      {text.unplaced.length > 0 && (
        <Section title={say('import.unplaced')} hint={say('import.unplacedHint')}>
          {text.unplaced.map((each) => (
            <Flex
              key={each.line}
              tag="li"
              justifyContent="space-between"
              alignItems="start"
              gap={3}
              padding={2}
              background="neutral100"
              hasRadius
            >
              <Box>
                <Typography tag="p" variant="pi" textColor="neutral600">
                  {say('import.unplacedLine', {
                    line: each.line,
                    reason: say(`import.reason.${each.reason}`),
                  })}
                </Typography>
                <Typography
                  tag="p"
                  dir={contentDir}
                  lang={contentLocale}
                  style={{ unicodeBidi: 'plaintext', overflowWrap: 'anywhere' }}
                >
                  {each.text}
                </Typography>
              </Box>
              <Button variant="tertiary" size="S" onClick={() => place(each)}>
                {say('import.place')}
              </Button>
            </Flex>
          ))}
        </Section>
      )}
      <Box dir={contentDir} lang={contentLocale}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Field.Root id={`${id}-title`} hint={say('import.titleHint')}>
            <Field.Label>{say('import.draftTitle')}</Field.Label>
            <TextInput
              value={text.title}
              onChange={({ target }) => onChange({ ...text, title: target.value })}
              style={{ unicodeBidi: 'plaintext', textAlign: 'start' }}
            />
            <Field.Hint />
          </Field.Root>
          <ClauseListEditor
            id={`${id}-clauses`}
            clauses={text.clauses}
            onChange={(clauses) => onChange({ ...text, clauses })}
            disabled={false}
          />
        </Flex>
      </Box>
    </>
  )
}

function Doubts({ doubts }: Pick<ImportedText, 'doubts'>) {
  const { say } = useWords()
  if (doubts.length === 0) return null
  return (
    <Section title={say('import.doubts')} hint={say('import.doubtsHint')}>
      {doubts.map(({ index, doubt, label }) => (
        <Typography tag="li" key={`${String(index)} ${doubt}`}>
          {say(`import.doubt.${doubt}`, { clause: label, place: index + 1 })}
        </Typography>
      ))}
    </Section>
  )
}

function LeftOut({ leftOut }: Pick<ImportedText, 'leftOut'>) {
  const { say } = useWords()
  if (leftOut.length === 0) return null
  return (
    <Section title={say('import.leftOut')} hint={say('import.leftOutHint')}>
      {leftOut.map(({ what, count }) => (
        <Typography tag="li" key={what}>
          {say(`import.leftOut.${what}`, { count })}
        </Typography>
      ))}
    </Section>
  )
}

interface SectionProps {
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}

function Section({ title, hint, children }: SectionProps) {
  const id = useId()
  return (
    <Box tag="section" aria-labelledby={id}>
      <Typography id={id} tag="h3" variant="delta">
        {title}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {hint}
      </Typography>
      <Flex tag="ul" role="list" direction="column" alignItems="stretch" gap={2} paddingTop={2}>
        {children}
      </Flex>
    </Box>
  )
}
