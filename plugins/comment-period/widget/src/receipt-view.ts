import type { SubmissionReceipt } from '../../contracts/comments'
import type { DraftOut } from '../../contracts/drafts'
import { copyText } from './copy'
import { button, element, facts } from './element'
import { heading, type Scene } from './widget-element'

/** The receipt, with the one and only showing of the tracking code: to copy, print and save. */
export function receiptView(
  scene: Scene,
  draft: DraftOut,
  { trackingCode, receipt }: SubmissionReceipt,
  onAnother: () => void,
): { readonly view: HTMLElement; readonly title: HTMLElement } {
  const { speech } = scene
  const zone = draft.period.zone
  const received = speech.instant(Date.parse(receipt.receivedAt), zone)
  const title = heading(scene, 1, speech.say('receipt'))
  const status = element('p', { role: 'status' })
  const rows: readonly (readonly [string, string])[] = [
    [speech.say('code'), trackingCode],
    [speech.say('docket'), receipt.docket],
    [speech.say('publicId'), receipt.publicId],
    [speech.say('receivedAt'), `${received} (${receipt.receivedAt})`],
    [speech.say('hash'), receipt.textHash],
  ]
  const text = [draft.text.title, draft.body.name, ...rows.map((row) => row.join(': '))].join(
    '\r\n',
  )
  const latin = (value: string) => element('bdi', { dir: 'ltr' }, value)
  const actions = element(
    'div',
    { class: 'row actions' },
    button(speech.say('copy'), 'main', () => {
      void copyText(trackingCode, actions).then((isCopied) => {
        if (isCopied) status.textContent = speech.say('copied')
      })
    }),
    button(speech.say('print'), 'plain', () => {
      window.print()
    }),
    button(speech.say('save'), 'plain', () => {
      saveText(text, `comment-period-${receipt.docket}-${receipt.publicId}.txt`)
    }),
  )
  const view = element(
    'div',
    { class: 'receipt', part: 'receipt' },
    title,
    element('p', {}, speech.say('receipt.say')),
    element(
      'p',
      { class: 'code' },
      element('span', {}, speech.say('code')),
      element('bdi', { dir: 'ltr', part: 'code' }, trackingCode),
    ),
    actions,
    status,
    facts([
      [speech.say('docket'), latin(receipt.docket)],
      [speech.say('publicId'), latin(receipt.publicId)],
      [speech.say('receivedAt'), received],
      [speech.say('hash'), latin(receipt.textHash)],
    ]),
    button(speech.say('another'), 'plain', onAnother),
  )
  return { view, title }
}

function saveText(text: string, name: string): void {
  // With a byte order mark: old editors on Windows take a text without one for something else.
  const address = URL.createObjectURL(
    new Blob(['\ufeff', text], { type: 'text/plain;charset=utf-8' }),
  )
  element('a', { href: address, download: name }).click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 10_000)
}
