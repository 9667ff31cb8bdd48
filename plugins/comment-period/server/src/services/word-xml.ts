import { DOMParser } from '@xmldom/xmldom'
import { refuse } from './refusal-error'

/**
 * Reads a part of a Word document. Office writes no document type; what one declares is expanded
 * while it is read, and may be made to fill the memory.
 *
 * @throws RefusalError `ATTACHMENT_REFUSED` where it is not well formed
 */
export function parseXml(xml: string): Document {
  const damaged = () => refuse('ATTACHMENT_REFUSED', { n: 1, problem: 'damaged' })
  if (/<!DOCTYPE/i.test(xml)) damaged()
  return new DOMParser({
    errorHandler: { warning: () => {}, error: damaged, fatalError: damaged },
  }).parseFromString(xml, 'text/xml')
}

/** Elements of Word's own: drawings have paragraphs too. */
export function elementsNamed(within: Document | Element, name: string): readonly Element[] {
  return Array.from(within.getElementsByTagNameNS('*', name)).filter(isOfWord)
}

export function childrenNamed(parent: Element | null, name: string): readonly Element[] {
  if (parent === null) return []
  return Array.from(parent.childNodes).filter(
    (node): node is Element =>
      node.nodeType === 1 && (node as Element).localName === name && isOfWord(node as Element),
  )
}

/** In the transitional and in the strict form of the format. */
function isOfWord({ namespaceURI }: Element): boolean {
  return (
    namespaceURI?.endsWith('/wordprocessingml/2006/main') === true ||
    namespaceURI?.endsWith('/wordprocessingml/main') === true
  )
}
