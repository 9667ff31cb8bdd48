import type { DraftOut } from '../../contracts/drafts'
import { clauseName } from './clause-list'
import { element } from './element'
import { filePicker } from './file-picker'
import { checkbox, field, radios, select, type Choice, type Fault } from './form-fields'
import type { Speech } from './phrases'
import type { Words } from './saved-words'
import type { Composed } from './submission'

const TYPES = ['opinion', 'suggestion', 'criticism', 'satisfaction']
const SUBMITTERS = ['person', 'institution', 'media']
const CATEGORIES = ['citizen', 'elite', 'specialist', 'informed-view', 'manager', 'expert']
/** Languages of the provinces, each by its own name. */
const LANGUAGES: Readonly<Record<string, string>> = {
  fa: 'فارسی',
  azb: 'تۆرکجه',
  ckb: 'کوردیی ناوەندی',
  kmr: 'Kurmancî',
  lrc: 'لۊری شومالی',
  bqi: 'بختیاری',
  tk: 'Türkmençe',
  ar: 'العربية',
  en: 'English',
}

/** The fields of a comment. Its text is all that is asked for; the rest is folded away. */
export function commentFields(speech: Speech, draft: DraftOut) {
  const { intake, text } = draft
  const picker = filePicker(speech, intake)
  const unsaid: Choice = { value: '', text: speech.say('unsaid') }
  const choices = (family: string, values: readonly string[]): Choice[] =>
    values.map((value) => ({ value, text: speech.sayOf(family, value) }))

  const clause = select([
    { value: '', text: speech.say('whole') },
    ...text.clauses.map((each) => ({ value: each.clauseId, text: clauseName(each) })),
  ])
  const words = element('textarea', { rows: 6, dir: 'auto', part: 'input', required: true })
  const wording = element('textarea', { rows: 4, dir: 'auto', part: 'input' })
  const rating = radios(
    'rating',
    speech.say('rating'),
    [1, 2, 3, 4, 5].map((n) => ({ value: String(n), text: speech.number(n) })),
    speech.say('rating.hint'),
  )
  const wordingField = field('wording', speech.say('wording'), wording, speech.say('wording.hint'))
  const line = (
    id: string,
    label: string,
    max: number,
    autocomplete: string,
    hint: string | null = null,
  ) => {
    const input = element('input', {
      type: 'text',
      maxlength: max,
      autocomplete,
      dir: 'auto',
      part: 'input',
    })
    return field(id, label, input, hint)
  }
  const language = select([
    unsaid,
    ...Object.entries(LANGUAGES).map(([value, name]) => ({ value, text: name })),
  ])

  const optional = element(
    'details',
    { class: 'fold' },
    element('summary', {}, speech.say('optional')),
    wordingField,
    line('name', speech.say('name'), 120, 'name'),
    checkbox('showName', speech.say('showName')),
    line('contact', speech.say('contact'), 200, 'email', speech.say('contact.hint')),
    field(
      'submitter',
      speech.say('submitter'),
      select([unsaid, ...choices('submitter', SUBMITTERS)]),
    ),
    field('category', speech.say('category'), select([unsaid, ...choices('category', CATEGORIES)])),
    line('behalf', speech.say('behalf'), 200, 'organization'),
    field('language', speech.say('language'), language),
    picker.view,
  )
  const view = element(
    'div',
    {},
    field('clause', speech.say('about'), clause),
    radios('type', speech.say('type'), choices('type', TYPES)),
    rating,
    field('text', speech.say('yourText'), words),
    optional,
  )

  const input = (id: string) => view.querySelector(`#${id}`) as HTMLInputElement
  const valueOf = (id: string) => input(id).value.trim()
  const chosen = (name: string) =>
    view.querySelector<HTMLInputElement>(`[name=${name}]:checked`)?.value ?? ''
  const choose = (name: string, value: string): void => {
    view.querySelectorAll<HTMLInputElement>(`[name=${name}]`).forEach((each) => {
      each.checked = each.value === value
    })
  }
  const isSatisfaction = () => chosen('type') === 'satisfaction'

  /** Some fields belong to a type or to a clause only. */
  const settle = (): void => {
    rating.hidden = !isSatisfaction()
    wordingField.hidden = clause.value === ''
  }
  const setWords = (saved: Words): void => {
    choose('type', TYPES.includes(saved.type) ? saved.type : 'opinion')
    clause.value = saved.clauseId
    // An option that is gone leaves nothing chosen.
    if (clause.selectedIndex < 0) clause.value = ''
    words.value = saved.text
    wording.value = saved.suggestedWording
    settle()
  }
  setWords({ type: 'opinion', clauseId: '', text: '', suggestedWording: '' })
  view.addEventListener('change', settle)

  return {
    view,
    setWords,
    words: (): Words => ({
      type: chosen('type'),
      clauseId: clause.value,
      text: words.value,
      suggestedWording: wording.value,
    }),
    setClause(clauseId: string): void {
      clause.value = clauseId
      settle()
    },
    files: picker.files,
    clear(): void {
      picker.clear()
      setWords({ type: 'opinion', clauseId: clause.value, text: '', suggestedWording: '' })
      choose('rating', '')
    },

    /** What would be filed; what is empty is left out. */
    composed(): Composed {
      const name = valueOf('name')
      const offered: Record<string, string | number | boolean> = {
        type: chosen('type'),
        text: words.value,
        clauseId: clause.value,
        suggestedWording: clause.value === '' || wording.value.trim() === '' ? '' : wording.value,
        rating: isSatisfaction() ? Number(chosen('rating')) : '',
        language: language.value,
        submitterType: valueOf('submitter'),
        submitterCategory: valueOf('category'),
        onBehalfOf: valueOf('behalf'),
        name,
        contact: valueOf('contact'),
        showName: name !== '' && input('showName').checked ? true : '',
      }
      const filled = Object.entries(offered).filter(([, value]) => value !== '')
      return Object.fromEntries(filled) as unknown as Composed
    },

    /** What can be told before the server is asked. */
    faults(): Fault[] {
      const faults: Fault[] = []
      const fault = (id: string, message: string) => faults.push({ field: id, message })
      if (isSatisfaction() && chosen('rating') === '') fault('rating', speech.say('error.rating'))
      if (words.value.trim() === '') fault('text', speech.say('error.text'))
      const long = speech.say('error.long', { n: intake.maxGraphemes })
      if (isLonger(words.value, intake.maxGraphemes)) fault('text', long)
      if (isLonger(wording.value, intake.maxGraphemes)) fault('wording', long)
      if (input('showName').checked && valueOf('name') === '')
        fault('name', speech.say('error.name'))
      return [...faults, ...picker.faults()]
    },
  }
}

export type CommentFields = ReturnType<typeof commentFields>

/** By graphemes where the browser counts them; else the server, which does, has the word. */
function isLonger(text: string, limit: number): boolean {
  if (text.length <= limit || typeof Intl.Segmenter !== 'function') return false
  return [...new Intl.Segmenter().segment(text)].length > limit
}
