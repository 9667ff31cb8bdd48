import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** A whole document. Everything that somebody wrote is a text node or an attribute, escaped by React. */
export function renderPage(page: ReactElement): string {
  return `<!DOCTYPE html>\n${renderToStaticMarkup(page)}\n`
}
