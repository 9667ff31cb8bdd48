import { Box, Button, Flex, Grid, Link, Typography } from '@strapi/design-system'
import { useState } from 'react'
import { Link as RouterLink, useLocation, useParams } from 'react-router-dom'

import type { DeskCommentOut, DeskOut } from '../../../contracts/desk'
import {
  COMMENT_TRANSITIONS,
  type Channel,
  type CommentState,
  type CommentType,
  type HoldReason,
} from '../../../domain/comment'
import { ClausesOfDocket } from '../components/changed-clauses'
import { CommentNotes } from '../components/comment-notes'
import { CommentPrivacy, hasPrivacyActs } from '../components/comment-privacy'
import { CommentThemes } from '../components/comment-themes'
import {
  DESK_ACTS,
  DeskActDialog,
  MAY_OF_ACT,
  STATE_BY_ACT,
  type DeskAct,
} from '../components/desk-act-dialog'
import { DeskAttachments } from '../components/desk-attachments'
import { Answered } from '../components/answered'
import { DeskHistory } from '../components/desk-history'
import { StateBadge } from '../components/desk-row'
import { StaffCard } from '../components/staff-card'
import { useAnswer } from '../hooks/use-answer'
import { useWords, type Say } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { templateChoices, unitChoices } from '../desk-choices'
import { USER_TEXT } from '../user-text'
import { StaffContent, StaffHeader } from './staff-page'

/** One comment, beside the clause it is about and with all that was done about it. */
export function DeskComment() {
  const { say } = useWords()
  const { publicId = '' } = useParams()
  const { search } = useLocation()
  const { outcome, askAgain } = useAnswer<DeskCommentOut>(
    `/comments/${encodeURIComponent(publicId)}`,
  )
  return (
    <StaffContent>
      <StaffHeader
        title={outcome?.kind === 'answered' ? outcome.data.draft.title : say('desk.title')}
        back={
          <Typography tag="p">
            <Link tag={RouterLink} to={`..${search}`}>
              {say('desk.back')}
            </Link>
          </Typography>
        }
      />
      <Answered outcome={outcome} askAgain={askAgain}>
        {(comment) => <Comment comment={comment} onChanged={askAgain} />}
      </Answered>
    </StaffContent>
  )
}

interface CommentProps {
  readonly comment: DeskCommentOut
  readonly onChanged: () => void
}

function Comment({ comment, onChanged }: CommentProps) {
  const { say } = useWords()
  const [act, setAct] = useState<DeskAct | null>(null)
  const { clause, may, state } = comment
  const desk = useAnswer<DeskOut>('/desk')
  const bodies = desk.outcome?.kind === 'answered' ? desk.outcome.data.bodies : []
  const ownBody = bodies.filter(({ slug }) => slug === comment.body.slug)
  const acts = DESK_ACTS.filter((each) => may[MAY_OF_ACT[each]] && isOffered(each, state))
  return (
    <Grid.Root gap={6} paddingBottom={10}>
      <Grid.Item col={8} s={12} xs={12} direction="column" alignItems="stretch" gap={4}>
        <StaffCard title={say('desk.comment.text')}>
          <Flex gap={2} paddingBottom={3}>
            <StateBadge state={state} />
            {comment.withholdReason !== null && (
              <Typography variant="pi">
                {say(`desk.withhold.${comment.withholdReason as 'insult'}`)}
              </Typography>
            )}
          </Flex>
          <Typography tag="p" style={USER_TEXT}>
            {comment.text ?? say('desk.erased')}
          </Typography>
          {comment.copies !== null && (
            <Box paddingTop={4}>
              <Typography tag="p" variant="pi">
                {say('copies.came', {
                  count: comment.copies.comments,
                  senders: comment.copies.senders,
                })}{' '}
                <Link
                  tag={RouterLink}
                  to={`../copies/${comment.draft.documentId}/${String(comment.copies.group)}`}
                >
                  {say('copies.see')}
                </Link>
              </Typography>
            </Box>
          )}
          {comment.suggestedWording !== null && (
            <Box paddingTop={4}>
              <Typography tag="h3" variant="delta">
                {say('desk.comment.wording')}
              </Typography>
              <Typography tag="p" style={USER_TEXT}>
                {comment.suggestedWording}
              </Typography>
            </Box>
          )}
        </StaffCard>
        <StaffCard title={say('desk.comment.about')}>
          {clause === null ? (
            <Typography tag="p">{say('desk.wholeDraft')}</Typography>
          ) : (
            <>
              <Typography tag="h3" variant="delta" style={USER_TEXT}>
                {[clause.label, clause.heading].filter((part) => part !== '').join(' – ')}
              </Typography>
              <Typography tag="p" style={USER_TEXT}>
                {clause.text}
              </Typography>
            </>
          )}
        </StaffCard>
        {comment.attachments.length > 0 && (
          <StaffCard title={say('desk.comment.attachments')}>
            <DeskAttachments comment={comment} onChanged={onChanged} />
          </StaffCard>
        )}
        <StaffCard title={say('desk.note.title')}>
          <CommentNotes comment={comment} onChanged={onChanged} />
        </StaffCard>
        <StaffCard title={say('desk.comment.history')}>
          <DeskHistory comment={comment} />
        </StaffCard>
      </Grid.Item>
      <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch" gap={4}>
        {acts.length > 0 && (
          <StaffCard title={say('desk.comment.acts')}>
            <Flex direction="column" alignItems="stretch" gap={2}>
              {acts.map((each) => (
                <Button
                  key={each}
                  fullWidth
                  variant={each === 'respond' ? 'default' : 'secondary'}
                  onClick={() => setAct(each)}
                >
                  {say(`desk.act.${each}`)}
                </Button>
              ))}
            </Flex>
          </StaffCard>
        )}
        <StaffCard title={say('themes.list')}>
          <CommentThemes comment={comment} onChanged={onChanged} />
        </StaffCard>
        {hasPrivacyActs(comment) && (
          <StaffCard title={say('desk.comment.privacy')}>
            <CommentPrivacy comment={comment} onChanged={onChanged} />
          </StaffCard>
        )}
        <StaffCard title={say('desk.comment.facts')}>
          <Facts comment={comment} />
        </StaffCard>
      </Grid.Item>
      {act !== null && (
        <DeskActDialog
          act={act}
          publicIds={[comment.publicId]}
          units={unitChoices(ownBody)}
          templates={templateChoices(ownBody)}
          clausesField={(chosen, onChange) => (
            <ClausesOfDocket
              documentId={comment.draft.documentId}
              docket={comment.docket}
              chosen={chosen}
              onChange={onChange}
            />
          )}
          onClose={() => setAct(null)}
          onDone={() => {
            setAct(null)
            onChanged()
          }}
        />
      )}
    </Grid.Root>
  )
}

function isOffered(act: DeskAct, state: CommentState): boolean {
  if (act === 'assign' || act === 'respond') return true
  return COMMENT_TRANSITIONS[state].includes(STATE_BY_ACT[act])
}

function Facts({ comment }: { readonly comment: DeskCommentOut }) {
  const { say, language } = useWords()
  const { rating, holdReason, unit, dueAt, responsible } = comment
  const at = (instant: string) => writtenInstant(instant, null, language)
  const digits = new Intl.NumberFormat(language)
  const facts: readonly (readonly [string, string | null, ('code' | 'number')?])[] = [
    [say('desk.filter.body'), comment.body.name],
    [say('desk.comment.docket'), comment.docket, 'code'],
    [say('desk.comment.publicId'), comment.publicId, 'code'],
    [say('desk.comment.exposure'), digits.format(comment.exposure), 'number'],
    [say('desk.comment.receivedAt'), at(comment.receivedAt)],
    [say('desk.filter.type'), say(`desk.type.${comment.type as CommentType}`)],
    [say('desk.comment.rating'), rating === null ? null : digits.format(rating), 'number'],
    [say('desk.filter.channel'), say(`desk.channel.${comment.channel as Channel}`)],
    [say('desk.comment.portal'), comment.portal, 'code'],
    [say('desk.comment.name'), comment.displayName ?? say('desk.comment.noName')],
    [say('desk.comment.onBehalfOf'), comment.onBehalfOf],
    [say('desk.filter.unit'), unit === null ? null : (unit.name ?? unit.key)],
    [say('desk.comment.routed'), routingText(comment, say)],
    [say('desk.responsible.collected'), responsible?.collectedBy ?? null],
    [say('desk.responsible.summarised'), responsible?.summarisedBy ?? null],
    [say('desk.responsible.responded'), responsible?.respondedBy ?? null],
    [say('desk.responsible.reported'), responsible?.reportedTo ?? null],
    [say('desk.filter.response'), dueAt === null ? null : say('desk.due', { at: at(dueAt) })],
    [
      say('desk.comment.held'),
      holdReason === null ? null : say(`desk.hold.${holdReason as HoldReason}`),
    ],
    [say('desk.comment.hash'), comment.textHash, 'code'],
  ]
  return (
    <dl>
      {facts.map(
        ([term, value, form]) =>
          value !== null && (
            <Box key={term} paddingBottom={3}>
              <Typography tag="dt" variant="pi" textColor="neutral600">
                {term}
              </Typography>
              <Typography
                tag="dd"
                style={{
                  unicodeBidi: form === undefined ? 'plaintext' : 'normal',
                  textAlign: 'start',
                  overflowWrap: 'anywhere',
                }}
              >
                {form === 'code' ? <bdi dir="ltr">{value}</bdi> : value}
              </Typography>
            </Box>
          ),
      )}
    </dl>
  )
}

/** Why it went to its first unit by itself. */
function routingText({ routedBy }: DeskCommentOut, say: Say): string | null {
  if (routedBy === null) return null
  const { priority, grounds, word } = routedBy
  const rule = say('desk.routed.rule', { priority })
  if (grounds.length === 0) return say('desk.routed.everything', { rule })
  const named = grounds.map((ground) =>
    ground === 'words'
      ? say('desk.routed.words', { word: word ?? '' })
      : say(`desk.routed.${ground}`),
  )
  return say('desk.routed.because', { rule, grounds: named.join(say('desk.routed.and')) })
}
