import type { ReactNode } from 'react'
import { directionOf } from './languages'
import { hrefOf, languageLinks, ROOT, type PageContext } from './page-context'
import { WORDS } from './words'

export interface FeedLink {
  readonly type: string
  readonly title: string
  readonly href: string
}

/** The frame of every page: one main part, one heading of the first order, no script. */
export function Layout({
  page,
  title,
  hasErrors = false,
  feeds = [],
  children,
}: {
  readonly page: PageContext
  readonly title: string
  readonly hasErrors?: boolean
  /** What can be followed instead of opening this page again. */
  readonly feeds?: readonly FeedLink[]
  readonly children: ReactNode
}) {
  const { words } = page
  const shown = hasErrors ? words.errorTitle(title) : title
  return (
    <html lang={words.language} dir={directionOf(words.language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{`${shown} – ${words.site}`}</title>
        <link rel="stylesheet" href={page.styleHref} />
        {feeds.map(({ type, title: feed, href }) => (
          <link key={href} rel="alternate" type={type} title={feed} href={href} />
        ))}
      </head>
      <body>
        <a className="skip-link" href="#main">
          {words.skipToContent}
        </a>
        <header className="site-header">
          <div className="site-header-inner">
            <p className="site-name">
              <a href={hrefOf(page, ROOT)}>{words.site}</a>
            </p>
            <nav className="site-nav" aria-label={words.navigation}>
              <ul>
                <NavItem page={page} path={ROOT} label={words.drafts.link} />
                <NavItem page={page} path={`${ROOT}/bodies`} label={words.bodies.link} />
                <NavItem page={page} path={`${ROOT}/tracking`} label={words.tracking.link} alone />
              </ul>
            </nav>
            <Languages page={page} />
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer className="site-footer">
          <p>{words.footer}</p>
        </footer>
      </body>
    </html>
  )
}

/** @param alone a page that is never framed, so that the link must leave the portal's frame */
function NavItem({
  page,
  path,
  label,
  alone = false,
}: {
  readonly page: PageContext
  readonly path: string
  readonly label: string
  readonly alone?: boolean
}) {
  const isHere = page.path === path
  return (
    <li>
      <a
        href={hrefOf(page, path)}
        {...(isHere ? { 'aria-current': 'page' as const } : {})}
        {...(alone ? { target: '_top' } : {})}
      >
        {label}
      </a>
    </li>
  )
}

function Languages({ page }: { readonly page: PageContext }) {
  return (
    <nav className="languages" aria-label={page.words.languages}>
      <ul>
        {languageLinks(page, WORDS).map(({ language, name, href }) => (
          <li key={language}>
            {language === page.words.language ? (
              <span aria-current="true" lang={language}>
                {name}
              </span>
            ) : (
              <a href={href} lang={language} hrefLang={language} dir={directionOf(language)}>
                {name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
