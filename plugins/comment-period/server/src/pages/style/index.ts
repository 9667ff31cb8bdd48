import { base } from './base'
import { content } from './content'
import { forms } from './forms'

/** The one stylesheet of the hosted pages. */
export const STYLE_SHEET = [base, content, forms].map((part) => part.trim()).join('\n')
