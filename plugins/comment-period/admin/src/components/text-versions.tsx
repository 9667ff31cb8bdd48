import { Badge, Box, Flex, Loader, Typography } from '@strapi/design-system'

import type { ClauseChangeOut, DiffOut, DiffRun } from '../../../contracts/diff'
import type { ExposureOut, FinalOut } from '../../../contracts/drafts'
import { usePublicAnswer } from '../hooks/use-public-answer'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'

interface ExposedTextProps {
  readonly docket: string
  /** The number of an exposure, or `final`. */
  readonly version: string
}

/** One version of a text, clause by clause. */
export function ExposedText({ docket, version }: ExposedTextProps) {
  const { say } = useWords()
  const path = version === 'final' ? 'final' : `exposures/${version}`
  const answer = usePublicAnswer<ExposureOut | FinalOut>(`/drafts/${docket}/${path}`)
  if (answer === null) return <Loader small>{say('period.loading')}</Loader>
  if (answer === 'failed') return <Typography tag="p">{say('exposures.failed')}</Typography>
  return (
    <>
      <Typography tag="h3" variant="delta" style={USER_TEXT}>
        {answer.text.title}
      </Typography>
      {answer.text.clauses.map(({ clauseId, label, heading, text }) => (
        <Box key={clauseId} paddingTop={3}>
          <Typography tag="p" fontWeight="bold" style={USER_TEXT}>
            {[label, heading].filter((part) => part !== '').join(' – ')}
          </Typography>
          <Typography tag="p" style={USER_TEXT}>
            {text}
          </Typography>
        </Box>
      ))}
    </>
  )
}

interface TextChangesProps {
  readonly docket: string
  readonly from: string
  readonly to: string
}

/** What one version changed of another; clauses that are the same are left out. */
export function TextChanges({ docket, from, to }: TextChangesProps) {
  const { say } = useWords()
  const answer = usePublicAnswer<DiffOut>(`/drafts/${docket}/diff?from=${from}&to=${to}`)
  if (answer === null) return <Loader small>{say('period.loading')}</Loader>
  if (answer === 'failed') return <Typography tag="p">{say('exposures.failed')}</Typography>
  const changed = answer.clauses.filter(({ change }) => change !== 'same')
  const isTitleSame = answer.title.every(({ op }) => op === 'same')
  if (changed.length === 0 && isTitleSame) {
    return <Typography tag="p">{say('exposures.same')}</Typography>
  }
  return (
    <>
      {!isTitleSame && (
        <Typography tag="h3" variant="delta" style={USER_TEXT}>
          <Runs runs={answer.title} />
        </Typography>
      )}
      {changed.map((clause) => (
        <Change key={clause.clauseId} clause={clause} />
      ))}
    </>
  )
}

function Change({ clause }: { readonly clause: ClauseChangeOut }) {
  const { say } = useWords()
  const { change, label, heading, text } = clause
  return (
    <Box paddingTop={3}>
      <Flex gap={2}>
        <Typography fontWeight="bold" style={USER_TEXT}>
          <Runs runs={label} /> <Runs runs={heading} />
        </Typography>
        {change !== 'same' && <Badge textColor="neutral800">{say(`exposures.${change}`)}</Badge>}
      </Flex>
      <Typography tag="p" style={USER_TEXT}>
        <Runs runs={text} />
      </Typography>
      <Grounds grounds={clause.grounds} />
    </Box>
  )
}

/** The comments and themes that the change goes back to. */
function Grounds({ grounds }: Pick<ClauseChangeOut, 'grounds'>) {
  const { say } = useWords()
  const named = [...grounds.themes, ...grounds.comments]
  if (named.length === 0) return null
  return (
    <Typography tag="p" variant="pi" textColor="neutral600" style={USER_TEXT}>
      {say('exposures.because')} {named.join('، ')}
    </Typography>
  )
}

/** `ins` and `del` are underlined and struck through: what changed shows without colour. */
function Runs({ runs }: { readonly runs: readonly DiffRun[] }) {
  return runs.map(({ op, text }, index) => {
    const key = `${String(index)} ${op}`
    if (op === 'added') return <ins key={key}>{text}</ins>
    return op === 'removed' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>
  })
}
