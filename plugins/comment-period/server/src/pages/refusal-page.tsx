import type { RefusalCode } from '../../../domain/refusal'
import { Layout } from './layout'
import { hrefOf, ROOT, type PageContext } from './page-context'
import { LatinLine } from './user-text'
import { PAGE_REFUSALS, type Words } from './words/words'

export function refusalText(words: Words, code: RefusalCode): string {
  const known = PAGE_REFUSALS.find((each) => each === code)
  return known === undefined ? words.refusedOtherwise : words.refusals[known]
}

/** A page that cannot be shown, or a request that was not taken. */
export function RefusalPage({
  page,
  status,
  code,
}: {
  readonly page: PageContext
  readonly status: number
  readonly code: RefusalCode
}) {
  const { words } = page
  const title =
    status === 404
      ? words.refusal.notFound
      : status >= 500 || status === 429
        ? words.refusal.notNow
        : words.refusal.notTaken
  // An address with a parameter that nobody knows, as some sites hang on to what they link to.
  const isAddress = code === 'INPUT_INVALID' || code === 'CURSOR_INVALID'
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <p className="lead">{isAddress ? words.refusals.ROUTE_UNKNOWN : refusalText(words, code)}</p>
      {status === 404 || isAddress ? null : <p>{words.refusal.wordsKeptByBrowser}</p>}
      <ul className="ways-on">
        {isAddress ? (
          <li>
            <a href={hrefOf({ words, portal: null }, page.path)}>{words.refusal.withoutQuery}</a>
          </li>
        ) : null}
        <li>
          <a href={hrefOf(page, ROOT)}>{words.refusal.toList}</a>
        </li>
      </ul>
      <p className="refusal-code">
        {`${words.refusal.code}: `}
        <LatinLine text={code} />
      </p>
    </Layout>
  )
}
