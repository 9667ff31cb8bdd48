import type { DeskOut } from '../../../contracts/desk'
import { DISPOSITIONS } from '../../../domain/comment'
import { useWords } from '../hooks/use-words'
import { ChoiceField, WordsField } from './act-dialog'

export type ResponseTemplate = DeskOut['bodies'][number]['templates'][number]

/** What a response says, as it is being written. */
export interface ResponseInput {
  readonly template: string
  readonly text: string
  readonly disposition: string
}

const NO_TEMPLATE = '-'

export const EMPTY_RESPONSE: ResponseInput = { template: NO_TEMPLATE, text: '', disposition: '' }

export function isResponse({ text, disposition }: ResponseInput): boolean {
  return text.trim() !== '' && disposition !== ''
}

interface ResponseFieldsProps {
  readonly input: ResponseInput
  /** What it may begin with. */
  readonly templates: readonly ResponseTemplate[]
  readonly onChange: (change: Partial<ResponseInput>) => void
}

/** Words and disposition of a response, begun with a template where there are some. */
export function ResponseFields({ input, templates, onChange }: ResponseFieldsProps) {
  const { say } = useWords()
  return (
    <>
      {templates.length > 0 && (
        <ChoiceField
          id="desk-template"
          label={say('desk.act.template')}
          value={input.template}
          isOptional
          options={[
            [NO_TEMPLATE, say('desk.act.noTemplate')],
            ...templates.map(({ title }, place) => [String(place), title] as const),
          ]}
          onChange={(template) => onChange({ template, ...startOf(templates[Number(template)]) })}
        />
      )}
      <WordsField
        id="desk-response"
        label={say('desk.act.responseText')}
        value={input.text}
        onChange={(text) => onChange({ text })}
      />
      <ChoiceField
        id="desk-disposition"
        label={say('desk.act.disposition')}
        value={input.disposition}
        options={DISPOSITIONS.map((each) => [each, say(`desk.disposition.${each}`)])}
        onChange={(disposition) => onChange({ disposition })}
      />
    </>
  )
}

/** What a template begins a response with; none leaves what was written. */
function startOf(template: ResponseTemplate | undefined): Partial<ResponseInput> {
  if (template === undefined) return {}
  const { text, disposition } = template
  return disposition === null ? { text } : { text, disposition }
}
