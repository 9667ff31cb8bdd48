import { Button, Modal } from '@strapi/design-system'
import { File } from '@strapi/icons'
import { useForm } from '@strapi/strapi/admin'
import { useState } from 'react'

import { adoptClauseIds } from '../../../domain/clause-matching'
import {
  divideText,
  type ClauseDoubt,
  type DividedText,
  type SourceLine,
} from '../../../domain/clause-splitting'
import type { WordDocumentOut } from '../../../contracts/word-document'
import { withIds, type Clauses } from '../clause-list'
import { useContentLocale } from '../hooks/use-content-locale'
import { useWords } from '../hooks/use-words'
import { DialogBody } from './dialog-body'
import { TextImportPreview } from './text-import-preview'
import { TextImportSource } from './text-import-source'

interface TextImportProps {
  /** What the draft has now: a text brought in again keeps its ids. */
  readonly clauses: Clauses
  readonly onChange: (clauses: Clauses) => void
}

/** What was read, as far as the editor has corrected it. */
export interface ImportedText extends Pick<DividedText, 'title' | 'clauses' | 'unplaced'> {
  /** With the label that the clause had when it was read. */
  readonly doubts: readonly (ClauseDoubt & { readonly label: string })[]
  readonly leftOut: WordDocumentOut['leftOut']
  /** How many of the lines before the first clause have become clauses. */
  readonly placedAhead: number
}

/** Brings a text in from a Word document or the clipboard, to be corrected before it is taken over. */
export function TextImport({ clauses, onChange }: TextImportProps) {
  const { say, dir, language } = useWords()
  const content = useContentLocale()
  const [isOpen, setIsOpen] = useState(false)
  const [imported, setImported] = useState<ImportedText | null>(null)
  const setField = useForm('TextImport', ({ onChange: set }) => set)

  const close = () => {
    setIsOpen(false)
    setImported(null)
  }
  const read = (lines: readonly SourceLine[], leftOut: ImportedText['leftOut']) =>
    setImported(importedText(divideText(lines), leftOut))
  const takeOver = (text: ImportedText) => {
    if (text.title.trim() !== '') setField('title', text.title.trim())
    onChange(adoptClauseIds(text.clauses, withIds(clauses)))
    close()
  }

  return (
    <Modal.Root open={isOpen} onOpenChange={(open) => (open ? setIsOpen(true) : close())}>
      <Modal.Trigger>
        <Button variant="tertiary" size="S" startIcon={<File aria-hidden />}>
          {say('import.open')}
        </Button>
      </Modal.Trigger>
      <Modal.Content dir={dir} lang={language}>
        <Modal.Header closeLabel={say('import.close')}>
          <Modal.Title>{say('import.title')}</Modal.Title>
        </Modal.Header>
        {imported === null ? (
          <TextImportSource onRead={read} />
        ) : (
          <>
            <DialogBody>
              <TextImportPreview
                text={imported}
                onChange={setImported}
                contentDir={content.dir}
                contentLocale={content.locale}
              />
            </DialogBody>
            <Modal.Footer>
              <Button variant="tertiary" onClick={() => setImported(null)}>
                {say('import.back')}
              </Button>
              <Button disabled={imported.clauses.length === 0} onClick={() => takeOver(imported)}>
                {say('import.takeOver')}
              </Button>
            </Modal.Footer>
          </>
        )}
      </Modal.Content>
    </Modal.Root>
  )
}

function importedText(
  { title, clauses, unplaced, doubts }: DividedText,
  leftOut: ImportedText['leftOut'],
): ImportedText {
  const labelled = doubts.map((each) => ({ ...each, label: clauses[each.index]?.label ?? '' }))
  return { title, clauses, unplaced, doubts: labelled, leftOut, placedAhead: 0 }
}
