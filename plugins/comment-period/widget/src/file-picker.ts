import type { DraftOut } from '../../contracts/drafts'
import { button, element } from './element'
import { field, type Fault } from './form-fields'
import type { Speech } from './phrases'

const MEGABYTE = 1024 * 1024
/** What pickers go by; a phone’s knows endings rather than types. */
const ENDINGS = '.pdf,.docx,.odt,.png,.jpg,.jpeg'

/** Files one after another, as phones give them, and each can be taken out again. */
export function filePicker(speech: Speech, intake: DraftOut['intake']) {
  let files: readonly File[] = []
  const list = element('ul', { class: 'chosen' })
  const input = element('input', { type: 'file', multiple: true, accept: ENDINGS, class: 'unseen' })
  const size = Math.floor((intake.maxAttachmentBytes / MEGABYTE) * 10) / 10

  const show = (): void => {
    list.replaceChildren(
      ...files.map((file) =>
        element(
          'li',
          {},
          element('bdi', {}, file.name),
          button('×', 'plain remove', () => {
            files = files.filter((each) => each !== file)
            show()
            input.focus()
          }),
        ),
      ),
    )
    list.querySelectorAll('button').forEach((each, index) => {
      each.setAttribute('aria-label', `${speech.say('remove')} ${files[index]?.name ?? ''}`)
    })
  }
  input.addEventListener('change', () => {
    files = [...files, ...Array.from(input.files ?? [])]
    input.value = ''
    show()
  })

  const view = field(
    'files',
    speech.say('attach'),
    input,
    speech.say('attach.hint', { n: intake.maxAttachments, size }),
  )
  // The browser's own button speaks the browser's language, which need not be that of the page.
  view.append(element('label', { for: 'files', class: 'plain pick' }, speech.say('pick')), list)

  return {
    view,
    files: () => files,
    clear(): void {
      files = []
      show()
    },
    faults(): Fault[] {
      const faults = files.flatMap(({ name, size: bytes }) => {
        if (!/\.(pdf|docx|odt|png|jpe?g)$/i.test(name)) return [speech.say('error.type', { name })]
        return bytes > intake.maxAttachmentBytes ? [speech.say('error.size', { name, size })] : []
      })
      if (files.length > intake.maxAttachments) {
        faults.unshift(speech.say('error.files', { n: intake.maxAttachments }))
      }
      return faults.map((message) => ({ field: 'files', message }))
    },
  }
}
