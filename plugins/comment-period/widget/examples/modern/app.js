/**
 * A portal that never loads a second page: the elements come and go with the address. Nothing but
 * elements and attributes is needed for it.
 */
const view = document.getElementById('view')
const heading = document.querySelector('h1')
const { body, lang } = document.body.dataset

const ROUTES = [
  [
    /^#\/drafts\/([^/]+)$/,
    'نظرخواهی درباره پیش‌نویس',
    ([, docket]) => element('draft', { docket }),
  ],
  [/^#\/tracking$/, 'پیگیری نظر', () => element('tracking', {})],
  [
    /^/,
    'پیش‌نویس‌های در دست نظرخواهی',
    () => element('list', { body, phase: 'open', href: '#/drafts/{docket}' }),
  ],
]

function element(name, attributes) {
  const made = document.createElement(`comment-period-${name}`)
  for (const [key, value] of Object.entries({ ...attributes, lang })) made.setAttribute(key, value)
  return made
}

function show() {
  const [pattern, title, make] = ROUTES.find(([route]) => route.test(location.hash))
  heading.textContent = title
  view.replaceChildren(make(pattern.exec(location.hash)))
}

addEventListener('hashchange', () => {
  show()
  heading.focus()
})
show()
