import { element } from './element'

/** Copies a text, with or without `navigator.clipboard`, which plain http has not. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text, near)
  }
}

function copyBySelection(text: string, near: HTMLElement): boolean {
  const field = element('textarea', { class: 'unseen', readonly: true, 'aria-hidden': 'true' })
  field.value = text
  const root = near.getRootNode() as ShadowRoot
  const focused = root.activeElement as HTMLElement | null
  near.append(field)
  field.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is on plain http
  const isCopied = document.execCommand('copy')
  field.remove()
  focused?.focus()
  return isCopied
}
