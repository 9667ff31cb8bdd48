/** Strapi's admin has no notion of direction (strapi/strapi#15920, strapi/design-system#1308). */
const RULES = `
main :is(textarea, input:not([type]), input[type='text'], [contenteditable='true'], h1, td span) {
  unicode-bidi: plaintext;
  text-align: start;
}
/* Cells and choices of our own pages: Strapi's tables align to the left, and its choices say \`ltr\`. */
[dir='rtl'] td {
  text-align: start;
}
[dir='rtl'] [role='combobox'][dir='ltr'] {
  direction: rtl;
}
[dir='rtl'] [role='combobox'][dir='ltr'] * {
  text-align: start;
}
[data-sonner-toaster] :is(span, p) {
  unicode-bidi: plaintext;
}
`

/**
 * Lets each line of text in the admin run in the direction of its own first strong letter, so
 * that a Persian title in Strapi's own fields begins at the right and ends with its full stop.
 */
export function showTextInItsOwnDirection(page: Document): void {
  const style = page.createElement('style')
  style.dataset.commentPeriod = 'text-direction'
  style.textContent = RULES
  page.head.append(style)
}
