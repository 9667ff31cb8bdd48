import { backendUrl } from './strapi-admin-types'

const ARABIC_SCRIPT = 'U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200D,U+FB50-FDFF,U+FE70-FEFC'
/** What the design system writes with, behind ours. */
const OF_THE_ADMIN =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Oxygen, Ubuntu, Cantarell, 'Open Sans', 'Helvetica Neue', sans-serif"

/**
 * Writes Persian in the font of the hosted pages. The admin's own has no Arabic letters, and what
 * stands in for it is another on every desk, or nothing at all. Latin letters stay as they are.
 */
export function writePersianInVazirmatn(page: Document): void {
  const style = page.createElement('style')
  // `html` makes the rule weigh more than the design system's own, which comes after it.
  style.dataset.commentPeriod = 'persian-font'
  style.textContent = `
@font-face {
  font-family: Vazirmatn;
  font-weight: 100 900;
  font-display: swap;
  src: url('${backendUrl()}/notices/fonts/vazirmatn-arabic.woff2') format('woff2');
  unicode-range: ${ARABIC_SCRIPT};
}
html :is(body, button, input, textarea, select, [data-sonner-toaster]) {
  font-family: Vazirmatn, ${OF_THE_ADMIN};
}
`
  page.head.append(style)
}
