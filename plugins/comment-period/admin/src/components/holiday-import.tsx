import { Alert, Box, Button, Field, Flex, Modal, Textarea, Typography } from '@strapi/design-system'
import { useRef, useState } from 'react'

import type { HolidayImportOut } from '../../../contracts/holidays'
import { HOLIDAY_COLUMNS, type HolidayColumn } from '../../../domain/holiday-table'
import { useStaffCalls, type CallOutcome } from '../hooks/use-staff-calls'
import { useWords, type Say } from '../hooks/use-words'
import { writtenDate } from '../instant-text'
import { refusalText } from '../staff-refusal'
import { USER_TEXT } from '../user-text'
import { DialogBody } from './dialog-body'

interface HolidayImportProps {
  readonly onClose: () => void
  readonly onDone: () => void
}

/** A table of holidays is read, looked at, and only then kept. */
export function HolidayImport({ onClose, onDone }: HolidayImportProps) {
  const { say, dir, language } = useWords()
  const { send } = useStaffCalls()
  const [csv, setCsv] = useState('')
  const [found, setFound] = useState<HolidayImportOut | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)
  const picker = useRef<HTMLInputElement>(null)

  const change = (text: string) => {
    setCsv(text)
    setFound(null)
    setFault(null)
  }
  const readFile = async (file: File) => {
    const text = await textOf(file)
    if (text === null) setFault(say('holidays.import.notText'))
    else change(text)
  }
  const perform = async (save: boolean) => {
    setIsSending(true)
    const outcome: CallOutcome<HolidayImportOut> = await send('/holidays/import', { csv, save })
    setIsSending(false)
    if (outcome.kind !== 'answered') {
      setFault(refusalText(outcome, language, null) ?? say('import.failed'))
    } else if (save) onDone()
    else setFound(outcome.data)
  }
  const isSound = found !== null && found.faults.length === 0 && found.items.length > 0
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content dir={dir} lang={language}>
        <Modal.Header closeLabel={say('import.close')}>
          <Modal.Title>{say('holidays.import')}</Modal.Title>
        </Modal.Header>
        <DialogBody>
          <Typography tag="p">{say('holidays.import.meaning')}</Typography>
          {fault !== null && (
            <Alert
              variant="danger"
              title={say('acts.refused')}
              closeLabel={say('import.close')}
              onClose={() => setFault(null)}
            >
              {fault}
            </Alert>
          )}
          <Box tag="span">
            <Button variant="secondary" onClick={() => picker.current?.click()}>
              {say('holidays.import.choose')}
            </Button>
          </Box>
          <input
            ref={picker}
            type="file"
            accept=".csv,text/csv,text/plain"
            aria-label={say('holidays.import.file')}
            hidden
            onChange={({ target }) => {
              const [file] = target.files ?? []
              // Chosen once more after a correction, the same file must be a change again.
              target.value = ''
              if (file !== undefined) void readFile(file)
            }}
          />
          <Field.Root id="holidays-csv" hint={say('holidays.import.textHint')}>
            <Field.Label>{say('holidays.import.text')}</Field.Label>
            <Textarea
              value={csv}
              onChange={({ target }) => change(target.value)}
              style={{ unicodeBidi: 'plaintext', textAlign: 'start', minHeight: '14rem' }}
            />
            <Field.Hint />
          </Field.Root>
          {found !== null && <Found found={found} />}
        </DialogBody>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {say('import.cancel')}
          </Button>
          {isSound ? (
            <Button loading={isSending} onClick={() => void perform(true)}>
              {say('holidays.import.save')}
            </Button>
          ) : (
            <Button
              loading={isSending}
              disabled={csv.trim() === ''}
              onClick={() => void perform(false)}
            >
              {say('holidays.import.look')}
            </Button>
          )}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  )
}

/** The text of a file, or `null` where it is none in UTF-8: Excel's plain “CSV” loses Persian. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    return null
  }
}

function Found({ found }: { readonly found: HolidayImportOut }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language, { useGrouping: false })
  const counted = (outcome: string) =>
    digits.format(found.items.filter((item) => item.outcome === outcome).length)
  return (
    <Flex direction="column" alignItems="stretch" gap={3} role="status">
      {found.faults.length > 0 && (
        <Box background="danger100" hasRadius padding={4}>
          <Typography tag="p" textColor="danger700" fontWeight="bold">
            {say('holidays.import.faults', { n: digits.format(found.faults.length) })}
          </Typography>
          <ul>
            {found.faults.map((fault, index) => (
              <li key={index}>
                <Typography textColor="danger700">
                  {faultText(fault, digits.format(fault.line), say)}
                </Typography>
              </li>
            ))}
          </ul>
        </Box>
      )}
      <Typography tag="p" fontWeight="bold">
        {say('holidays.import.counted', {
          new: counted('new'),
          changed: counted('changed'),
          same: counted('same'),
        })}
      </Typography>
      <ul>
        {found.items.map(({ line, on, title, outcome, certainty }) => (
          <li key={line}>
            <Typography>
              {writtenDate(on, language)} – <span style={USER_TEXT}>{title}</span>{' '}
              {say('holidays.import.state', {
                certainty: say(`holidays.certainty.${certainty}`),
                outcome: say(`holidays.outcome.${outcome}`),
              })}
            </Typography>
          </li>
        ))}
      </ul>
    </Flex>
  )
}

function faultText(
  { column, problem }: HolidayImportOut['faults'][number],
  line: string,
  say: Say,
): string {
  const words = say(`holidays.problem.${problem}`)
  if (column === '') return say('holidays.import.fault', { line, problem: words })
  // A column that is not ours is named as the table has it.
  const known = HOLIDAY_COLUMNS.find((each): each is HolidayColumn => each === column)
  const named = known === undefined ? column : say(`holidays.column.${known}`)
  return say('holidays.import.faultIn', { line, column: named, problem: words })
}
