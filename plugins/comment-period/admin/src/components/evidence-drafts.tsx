import { Badge, Flex, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'
import { styled } from 'styled-components'

import type { DraftEvidenceOut } from '../../../contracts/evidence'
import { durationText } from '../../../domain/duration'
import { RESPONSE_TIMINGS } from '../../../domain/evidence-report'
import { EVIDENCE_WORDS } from '../../../domain/evidence-words'
import { useWords } from '../hooks/use-words'
import { writtenClose, writtenInstant } from '../instant-text'
import { USER_TEXT } from '../user-text'
import { Lines } from './lines'

interface EvidenceDraftsProps {
  readonly drafts: readonly DraftEvidenceOut[]
  readonly zone: string
}

const HEADS = ['draft', 'period', 'comments', 'final'] as const
const CHANGES = ['changed', 'added', 'removed', 'moved', 'attachments'] as const
const COLOURS = {
  kept: 'success',
  short: 'danger',
  replaced: 'secondary',
  withdrawn: 'neutral',
  'no-minimum': 'neutral',
  open: 'primary',
  suspended: 'warning',
} as const

/** A row for each draft of the span. */
export function EvidenceDrafts({ drafts, zone }: EvidenceDraftsProps) {
  const { say } = useWords()
  if (drafts.length === 0) return <Typography tag="p">{say('evidence.none')}</Typography>
  return (
    <Rows>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {say(`evidence.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.docket}>
            <th scope="row">
              <Named draft={draft} />
            </th>
            <td>
              <Period draft={draft} zone={zone} />
            </td>
            <td>
              <Comments draft={draft} />
            </td>
            <td>
              <Final draft={draft} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </Rows>
  )
}

function Named({ draft }: { readonly draft: DraftEvidenceOut }) {
  const { say } = useWords()
  const { documentId, title, docket, kind, exposures } = draft
  return (
    <Lines
      main={
        <Link
          tag={RouterLink}
          to={`/content-manager/collection-types/plugin::comment-period.draft-regulation/${documentId}`}
        >
          <span style={USER_TEXT}>{title}</span>
        </Link>
      }
      rest={[
        <bdi key="docket" dir="ltr">
          {docket}
        </bdi>,
        kind.name,
        ...(exposures > 1 ? [say('evidence.ofSeveral', { n: exposures })] : []),
      ]}
    />
  )
}

interface OfDraft {
  readonly draft: DraftEvidenceOut
  readonly zone: string
}

function Period({ draft, zone }: OfDraft) {
  const { say, language } = useWords()
  const { standing, openedAt, closesAt, minimumMs, stoodMs } = draft
  const at = (instant: string) => ({ at: writtenInstant(instant, zone, language) })
  const words = EVIDENCE_WORDS[language]
  const digits = new Intl.NumberFormat(language)
  const lasted = (ms: number) => durationText(ms, words.duration, (n) => digits.format(n))
  const minimum = minimumMs === null ? words.noMinimum : lasted(minimumMs)
  return (
    <Lines
      main={
        <Flex gap={1} wrap="wrap" tag="span">
          <Badge variant={COLOURS[standing]}>{words.standings[standing]}</Badge>
          {draft.isExtended && <Badge>{say('evidence.extended')}</Badge>}
          {draft.isSuspended && standing !== 'suspended' && (
            <Badge>{say('evidence.wasSuspended')}</Badge>
          )}
          {draft.isWithdrawn && standing !== 'withdrawn' && (
            <Badge>{say('evidence.withdrawn')}</Badge>
          )}
        </Flex>
      }
      rest={[
        say('evidence.opened', at(openedAt)),
        ...(closesAt === null
          ? []
          : [say('evidence.closes', { at: writtenClose(closesAt, zone, language) })]),
        say('evidence.minimum', { time: minimum }),
        say('evidence.stood', { time: lasted(stoodMs) }),
      ]}
    />
  )
}

function Comments({ draft }: { readonly draft: DraftEvidenceOut }) {
  const { say, language } = useWords()
  const { comments, responses, accepted, partlyAccepted } = draft
  const words = EVIDENCE_WORDS[language]
  const digits = new Intl.NumberFormat(language)
  const counted = [
    ...RESPONSE_TIMINGS.map((key) => [words.timings[key], responses[key]] as const),
    [say('desk.disposition.accepted'), accepted] as const,
    [say('desk.disposition.partly-accepted'), partlyAccepted] as const,
  ]
  return (
    <Lines
      main={<strong>{say('dashboard.comments', { n: digits.format(comments) })}</strong>}
      rest={counted
        .filter(([, n]) => n > 0)
        .map(([name, n]) => say('evidence.named', { name, n: digits.format(n) }))}
    />
  )
}

function Final({ draft: { act, changes }, zone }: OfDraft) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  if (act === null) return <Lines main={say('evidence.notIssued')} rest={[]} />
  const words = EVIDENCE_WORDS[language]
  const told =
    changes === null
      ? [say('evidence.sameText')]
      : [
          ...(changes.title ? [words.headings.newTitle] : []),
          ...CHANGES.filter((key) => changes[key] > 0).map((key) =>
            say('evidence.named', { name: words.headings[key], n: digits.format(changes[key]) }),
          ),
        ]
  return (
    <Lines
      main={<strong>{words.terminalActs[act.terminalAct]}</strong>}
      rest={[
        writtenInstant(act.at, zone, language),
        ...(told.length === 0 ? [words.otherwiseChanged] : told),
      ]}
    />
  )
}

/** On the width of a phone each cell takes a line of its own; the headings are then for listeners. */
const Rows = styled.table`
  inline-size: 100%;
  border-collapse: collapse;
  background: ${({ theme }) => theme.colors.neutral0};

  th,
  td {
    padding: 1.2rem;
    vertical-align: top;
    text-align: start;
    border-block-end: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  thead th {
    font-size: 1.2rem;
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  @media (max-width: 768px) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    &,
    tbody,
    tr,
    tbody th,
    td {
      display: block;
    }

    tbody th,
    td {
      padding: 0.6rem 0;
      border: none;
    }

    tr {
      padding-block: 1.2rem;
      border-block-end: 1px solid ${({ theme }) => theme.colors.neutral200};
    }
  }
`
