import type { SubmissionReceipt } from '../../../contracts/comments'
import { parseIsoUtc } from '../../../domain/instant'
import { draftPath } from './clause-text'
import { instantText } from './dates'
import { Fact, FactList } from './fact-list'
import { Layout } from './layout'
import { hrefOf, ROOT, type PageContext } from './page-context'
import { LatinLine } from './user-text'

/** The tracking code and what was recorded, to keep on paper. */
export function ReceiptPage({
  page,
  receipt,
  zone,
}: {
  readonly page: PageContext
  readonly receipt: SubmissionReceipt
  readonly zone: string
}) {
  const { words } = page
  const { docket, textHash } = receipt.receipt
  const receivedAt = parseIsoUtc(receipt.receivedAt)
  return (
    <Layout page={page} title={words.receipt.title}>
      <h1>{words.receipt.title}</h1>
      <section className="card receipt" aria-labelledby="code-heading">
        <h2 id="code-heading">{words.receipt.code}</h2>
        <p className="tracking-code">
          <LatinLine text={receipt.trackingCode} className="code" />
        </p>
        <p className="note">{words.receipt.codeHint}</p>
        <p>
          <strong>{words.receipt.keepIt}</strong>
        </p>
        <FactList>
          <Fact name={words.receipt.docket}>
            <LatinLine text={docket} />
          </Fact>
          {receivedAt === null ? null : (
            <Fact name={words.receipt.receivedAt}>{instantText(words, receivedAt, zone)}</Fact>
          )}
          <Fact name={words.receipt.publicId}>
            <LatinLine text={receipt.publicId} />
          </Fact>
          <Fact name={words.receipt.textHash}>
            <LatinLine text={textHash} className="hash" />
            <p className="hint">{words.receipt.textHashHint}</p>
          </Fact>
        </FactList>
      </section>
      <p>{words.receipt.next}</p>
      <p className="screen-only">{words.receipt.print}</p>
      <ul className="ways-on">
        <li>
          <a href={hrefOf(page, `${ROOT}/tracking`)}>{words.receipt.track}</a>
        </li>
        <li>
          <a href={hrefOf(page, draftPath(docket))}>{words.form.backToDraft}</a>
        </li>
      </ul>
    </Layout>
  )
}

/** Instead of a receipt whose time is up, and of one that never was. */
export function ReceiptGonePage({ page }: { readonly page: PageContext }) {
  const { words } = page
  return (
    <Layout page={page} title={words.receipt.goneTitle}>
      <h1>{words.receipt.goneTitle}</h1>
      <p className="lead">{words.receipt.gone}</p>
      <p>{words.receipt.goneAdvice}</p>
      <ul className="ways-on">
        <li>
          <a href={hrefOf(page, `${ROOT}/tracking`)}>{words.receipt.track}</a>
        </li>
        <li>
          <a href={hrefOf(page, ROOT)}>{words.refusal.toList}</a>
        </li>
      </ul>
    </Layout>
  )
}
