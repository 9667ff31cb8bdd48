import { Box, Typography } from '@strapi/design-system'

import type { DeskCommentOut } from '../../../contracts/desk'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { USER_TEXT } from '../user-text'
import { MadeBy } from './made-by'

interface Step {
  readonly at: string
  readonly by: string | null
  readonly title: string
  readonly text: string | null
  readonly reason: string | null
}

/** All that was done about a comment in the order in which they were made. */
export function DeskHistory({ comment }: { readonly comment: DeskCommentOut }) {
  const { say, language } = useWords()
  const steps: readonly Step[] = [
    ...comment.screenings.map(({ fromState, toState, withholdReason, ...step }) => ({
      ...step,
      title: say('desk.comment.screened', {
        from: say(`desk.state.${fromState}`),
        to: say(`desk.state.${toState}`),
      }),
      text: withholdReason === null ? null : say(`desk.withhold.${withholdReason as 'insult'}`),
    })),
    ...comment.responses.map(({ disposition, theme, ...step }) => ({
      ...step,
      title:
        theme === null
          ? say('desk.comment.responded', { disposition: say(`desk.disposition.${disposition}`) })
          : say('desk.comment.respondedTheme', {
              theme,
              disposition: say(`desk.disposition.${disposition}`),
            }),
    })),
    ...comment.assignments.map(({ from, to, ...step }) => ({
      ...step,
      title: say('desk.comment.assigned', {
        from: from.unit === null ? say('desk.noUnit') : (from.unit.name ?? from.unit.key),
        to: to.unit === null ? say('desk.noUnit') : (to.unit.name ?? to.unit.key),
      }),
      text:
        to.dueAt === null
          ? null
          : say('desk.due', { at: writtenInstant(to.dueAt, null, language) }),
    })),
    ...comment.disclosures.map(({ what, ...step }) => ({
      ...step,
      title: say(`desk.disclosed.${what}`),
      text: null,
    })),
    ...comment.redactions.map(({ spans, ...step }) => ({
      ...step,
      title: say(spans.length === 0 ? 'desk.redaction.lifted' : 'desk.redaction.made'),
      text: null,
    })),
    ...comment.erasure.requests.map(({ basis, at, by }) => ({
      at,
      by,
      title: say('desk.erasure.requested'),
      text: basis,
      reason: null,
    })),
    ...(comment.erasure.erasedAt === null
      ? []
      : [
          {
            at: comment.erasure.erasedAt,
            by: null,
            title: say('desk.erasure.done'),
            text: null,
            reason: null,
          },
        ]),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  if (steps.length === 0) return <Typography tag="p">{say('desk.comment.noHistory')}</Typography>
  return (
    <ol>
      {steps.map(({ at, by, title, text, reason }) => (
        <Box tag="li" key={`${at} ${title}`} paddingBottom={4}>
          <Typography tag="p" fontWeight="bold">
            {title}
          </Typography>
          {text !== null && (
            <Typography tag="p" style={USER_TEXT}>
              {text}
            </Typography>
          )}
          {reason !== null && (
            <Typography tag="p" style={USER_TEXT}>
              {say('desk.comment.reason', { reason })}
            </Typography>
          )}
          <MadeBy by={by} at={at} />
        </Box>
      ))}
    </ol>
  )
}
