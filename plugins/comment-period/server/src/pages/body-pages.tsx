import type { BodyOut, BodyRuleOut, BodySummaryOut } from '../../../contracts/bodies'
import { WITHHOLD_REASONS } from '../../../domain/comment'
import { digits, recordedDayText } from './dates'
import { Fact, FactList } from './fact-list'
import { Layout } from './layout'
import { hrefOf, outsideHref, ROOT, type PageContext } from './page-context'
import { LatinLine, UserLine, UserText } from './user-text'

/** Every body, each with the way to its strategy and to its drafts. */
export function BodiesPage({
  page,
  bodies,
}: {
  readonly page: PageContext
  readonly bodies: readonly BodySummaryOut[]
}) {
  const { words } = page
  return (
    <Layout page={page} title={words.bodies.title}>
      <h1>{words.bodies.title}</h1>
      <p className="lead">{words.bodies.intro}</p>
      {bodies.length === 0 ? (
        <p className="note">{words.bodies.none}</p>
      ) : (
        <ul className="bodies">
          {bodies.map((body) => (
            <li key={body.slug} className="body-item">
              <h2>
                <a href={hrefOf(page, bodyPath(body.slug))}>
                  <UserLine text={body.name} />
                </a>
              </h2>
              {body.parentName === null ? null : (
                <p>
                  <UserLine text={body.parentName} />
                </p>
              )}
              <p>
                <a href={hrefOf(page, ROOT, { body: body.slug })}>{words.bodies.draftsOf}</a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}

function bodyPath(slug: string): string {
  return `${ROOT}/bodies/${slug}`
}

/** How a body takes part: commitments, rules in force, ways to comment, grounds of screening (R41). */
export function BodyPage({ page, body }: { readonly page: PageContext; readonly body: BodyOut }) {
  const { words } = page
  const website = outsideHref(body.website)
  return (
    <Layout page={page} title={body.name}>
      <div className="letterhead">
        <ul className="letterhead-lines" aria-label={words.draft.issuingBody}>
          {body.letterheadLines
            .filter((line) => line !== body.name)
            .map((line) => (
              <li key={line}>
                <UserLine text={line} />
              </li>
            ))}
        </ul>
      </div>
      <h1>
        <UserLine text={body.name} />
      </h1>
      <FactList>
        {body.parentName === null ? null : (
          <Fact name={words.bodies.parent}>
            <UserLine text={body.parentName} />
          </Fact>
        )}
        {website === null ? null : (
          <Fact name={words.bodies.website}>
            <a href={website} rel="noreferrer" target="_top">
              <LatinLine text={website} />
            </a>
          </Fact>
        )}
        <Fact name={words.period.legalBasis}>
          <UserLine text={body.legalBasis} />
          {body.legalBasisNote === null ? null : <UserText text={body.legalBasisNote} />}
        </Fact>
      </FactList>
      <p>
        <a href={hrefOf(page, ROOT, { body: body.slug })}>{words.bodies.draftsOf}</a>
      </p>
      <Strategy page={page} strategy={body.strategy} />
      <Rules page={page} rules={body.rules} />
      <Channels page={page} channels={body.channels} />
      <Grounds page={page} />
    </Layout>
  )
}

function Strategy({
  page,
  strategy,
}: {
  readonly page: PageContext
  readonly strategy: BodyOut['strategy']
}) {
  const { words } = page
  if (strategy === null) {
    return (
      <section aria-labelledby="strategy-heading">
        <h2 id="strategy-heading">{words.bodies.strategy}</h2>
        <p className="note">{words.bodies.noStrategy}</p>
      </section>
    )
  }
  const dayText = (recorded: string | null) =>
    recorded === null ? null : recordedDayText(words, recorded)
  const facts = [
    [words.bodies.number, strategy.number],
    [words.bodies.letterOn, dayText(strategy.letterOn)],
    [words.bodies.sessionNumber, strategy.sessionNumber],
    [words.bodies.sessionOn, dayText(strategy.sessionOn)],
    [words.bodies.approvedBy, strategy.approvedBy],
  ] as const
  return (
    <section aria-labelledby="strategy-heading">
      <h2 id="strategy-heading">
        <UserLine text={strategy.title} />
      </h2>
      <FactList>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <Fact key={name} name={name}>
              <UserLine text={digits(words, value)} />
            </Fact>
          ),
        )}
      </FactList>
      {strategy.summary === null ? null : <UserText text={strategy.summary} />}
      {strategy.commitments.length === 0 ? null : (
        <>
          <h3>{words.bodies.commitments}</h3>
          <ul className="commitments">
            {strategy.commitments.map(({ clause, text }) => (
              <li key={`${clause}-${text}`}>
                <UserText text={text} />
                {clause === '' ? null : (
                  <p className="commitment-source">
                    <UserLine text={clause} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Rules({
  page,
  rules,
}: {
  readonly page: PageContext
  readonly rules: readonly BodyRuleOut[]
}) {
  const { words } = page
  return (
    <section aria-labelledby="rules-heading">
      <h2 id="rules-heading">{words.bodies.rules}</h2>
      {rules.length === 0 ? <p className="note">{words.bodies.noRules}</p> : null}
      {rules.map((rule) => (
        <article className="card rule" key={`${rule.title}-${rule.legalBasis}`}>
          <h3>
            <UserLine text={rule.title} />
          </h3>
          <p>{words.period.ruleText(digits(words, rule.count), rule.unit, rule.force)}</p>
          {rule.unit === 'minute' ? (
            <p className="note warning">{words.period.minutesWarning}</p>
          ) : null}
          <FactList>
            <Fact name={words.bodies.ruleKinds}>
              {rule.kinds.length === 0
                ? words.bodies.everyKind
                : rule.kinds.map(({ key, name }, place) => (
                    <span key={key}>
                      {place === 0 ? '' : words.language === 'en' ? ', ' : '، '}
                      <UserLine text={name} />
                    </span>
                  ))}
              {rule.terminalAct === null ? '' : ` (${words.terminalActs[rule.terminalAct]})`}
            </Fact>
            <Fact name={words.period.legalBasis}>
              <UserLine text={rule.legalBasis} />
            </Fact>
          </FactList>
          {rule.note === '' ? null : <UserText text={rule.note} />}
        </article>
      ))}
    </section>
  )
}

function Channels({
  page,
  channels,
}: {
  readonly page: PageContext
  readonly channels: BodyOut['channels']
}) {
  const { words } = page
  return (
    <section aria-labelledby="channels-heading">
      <h2 id="channels-heading">{words.bodies.channels}</h2>
      {channels.length === 0 ? <p className="note">{words.bodies.noChannels}</p> : null}
      <ul>
        {channels.map(({ channel, title, address }) => {
          const href = outsideHref(address)
          return (
            <li key={`${channel}-${title}`}>
              <UserLine text={title} />
              {address === null ? null : ': '}
              {address === null ? null : href === null ? (
                <LatinLine text={address} />
              ) : (
                <a href={href} rel="noreferrer" target="_top">
                  <LatinLine text={address} />
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Grounds({ page }: { readonly page: PageContext }) {
  const { words } = page
  return (
    <section aria-labelledby="grounds-heading">
      <h2 id="grounds-heading">{words.bodies.grounds}</h2>
      <p>{words.bodies.groundsIntro}</p>
      <ul>
        {WITHHOLD_REASONS.map((reason) => (
          <li key={reason}>{words.withholdReasons[reason]}</li>
        ))}
      </ul>
      <p>{words.bodies.groundsOutro}</p>
    </section>
  )
}
