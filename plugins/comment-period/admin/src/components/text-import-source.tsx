import { Alert, Box, Button, Field, Flex, Modal, Textarea, Typography } from '@strapi/design-system'
import { useRef, useState } from 'react'

import type { SourceLine } from '../../../domain/clause-splitting'
import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import { useWordDocument } from '../hooks/use-word-document'
import { useWords } from '../hooks/use-words'
import { DialogBody } from './dialog-body'
import type { ImportedText } from './text-import'

interface TextImportSourceProps {
  readonly onRead: (lines: readonly SourceLine[], leftOut: ImportedText['leftOut']) => void
}

/** Where the text comes from: a Word document, or what is pasted. */
export function TextImportSource({ onRead }: TextImportSourceProps) {
  const { say, language } = useWords()
  const { isReading, read } = useWordDocument()
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const picker = useRef<HTMLInputElement>(null)

  const readFile = async (file: File) => {
    setProblem(null)
    const answer = await read(file)
    if (answer.kind === 'read') onRead(answer.lines, answer.leftOut)
    else if (answer.kind === 'refused') setProblem(REFUSAL_MESSAGES[answer.code][language])
    else setProblem(say('import.failed'))
  }

  return (
    <>
      <DialogBody>
        {problem !== null && (
          <Alert
            variant="danger"
            title={say('import.refused')}
            closeLabel={say('import.close')}
            onClose={() => setProblem(null)}
          >
            {problem}
          </Alert>
        )}
        <Flex direction="column" alignItems="start" gap={2}>
          <Typography tag="p">{say('import.fromFile')}</Typography>
          <Box tag="span">
            <Button variant="secondary" loading={isReading} onClick={() => picker.current?.click()}>
              {say('import.choose')}
            </Button>
          </Box>
          <input
            ref={picker}
            type="file"
            accept=".docx"
            aria-label={say('import.fromFile')}
            hidden
            onChange={({ target }) => {
              const [file] = target.files ?? []
              // Chosen once more after a correction, the same file must be a change again.
              target.value = ''
              if (file !== undefined) void readFile(file)
            }}
          />
        </Flex>
        <Field.Root id="text-import-paste" hint={say('import.pasteHint')}>
          <Field.Label>{say('import.paste')}</Field.Label>
          <Textarea
            value={pasted}
            onChange={({ target }) => setPasted(target.value)}
            style={{ unicodeBidi: 'plaintext', textAlign: 'start', minHeight: '24rem' }}
          />
          <Field.Hint />
        </Field.Root>
      </DialogBody>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{say('import.cancel')}</Button>
        </Modal.Close>
        <Button
          disabled={pasted.trim() === '' || isReading}
          onClick={() =>
            onRead(
              pasted.split('\n').map((text) => ({ text })),
              [],
            )
          }
        >
          {say('import.divide')}
        </Button>
      </Modal.Footer>
    </>
  )
}
