import {
  Alert,
  Button,
  Field,
  Modal,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Textarea,
  Typography,
} from '@strapi/design-system'
import type { FormEvent, ReactNode } from 'react'

import { useWords } from '../hooks/use-words'
import { DialogBody } from './dialog-body'

interface ActDialogProps {
  readonly name: string
  readonly meaning: string
  /** Why it was not done; `null` where nothing was refused. */
  readonly fault: ReactNode
  readonly faultTitle: string
  readonly canSubmit: boolean
  readonly isSending?: boolean
  readonly isDanger?: boolean
  readonly onFaultClose: () => void
  readonly onSubmit: () => Promise<void>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Confirms an act of staff and asks for what it is recorded with. */
export function ActDialog({
  name,
  meaning,
  fault,
  faultTitle,
  canSubmit,
  isSending = false,
  isDanger = false,
  onFaultClose,
  onSubmit,
  onClose,
  children,
}: ActDialogProps) {
  const { say, dir, language } = useWords()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onSubmit()
  }
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content dir={dir} lang={language}>
        <Modal.Header closeLabel={say('import.close')}>
          <Modal.Title>{name}</Modal.Title>
        </Modal.Header>
        {/* Not Strapi's form around it: pressing Enter here must not save the draft. */}
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <Typography tag="p">{meaning}</Typography>
            {fault !== null && (
              <Alert
                variant="danger"
                title={faultTitle}
                closeLabel={say('import.close')}
                onClose={onFaultClose}
              >
                {fault}
              </Alert>
            )}
            {children}
          </DialogBody>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {say('import.cancel')}
            </Button>
            <Button
              type="submit"
              variant={isDanger ? 'danger' : 'default'}
              loading={isSending}
              disabled={!canSubmit}
            >
              {name}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  )
}

interface ChoiceFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  /** One of the options says that nothing is chosen. */
  readonly isOptional?: boolean
  readonly onChange: (value: string) => void
}

/** One of several. */
export function ChoiceField({
  id,
  label,
  value,
  options,
  isOptional = false,
  onChange,
}: ChoiceFieldProps) {
  const { say } = useWords()
  return (
    <Field.Root id={id} required={!isOptional}>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={value}
        placeholder={say('acts.choose')}
        onChange={(chosen) => onChange(String(chosen))}
      >
        {options.map(([key, text]) => (
          <SingleSelectOption key={key} value={key}>
            {text}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  )
}

interface LineFieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly isOptional?: boolean
  readonly onChange: (value: string) => void
}

/** A number or a name that has to be typed, in whichever script. */
export function LineField({
  id,
  label,
  hint,
  value,
  isOptional = false,
  onChange,
}: LineFieldProps) {
  return (
    <Field.Root id={id} required={!isOptional} {...(hint === undefined ? {} : { hint })}>
      <Field.Label>{label}</Field.Label>
      <TextInput
        value={value}
        dir="auto"
        onChange={({ target }: { target: { value: string } }) => onChange(target.value)}
      />
      <Field.Hint />
    </Field.Root>
  )
}

interface WordsFieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly isOptional?: boolean
  readonly onChange: (value: string) => void
}

/** Words that have to be written: a reason, a response. */
export function WordsField({
  id,
  label,
  hint,
  value,
  isOptional = false,
  onChange,
}: WordsFieldProps) {
  return (
    <Field.Root id={id} required={!isOptional} {...(hint === undefined ? {} : { hint })}>
      <Field.Label>{label}</Field.Label>
      <Textarea
        value={value}
        onChange={({ target }) => onChange(target.value)}
        style={{ unicodeBidi: 'plaintext', textAlign: 'start' }}
      />
      <Field.Hint />
    </Field.Root>
  )
}
