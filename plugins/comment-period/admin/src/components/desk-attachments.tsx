import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { DeskCommentOut } from '../../../contracts/desk'
import { useFileDownload } from '../hooks/use-file-download'
import { useWords } from '../hooks/use-words'
import { ReasonedDialog } from './reasoned-dialog'

type Attachment = DeskCommentOut['attachments'][number]
type Verdict = 'release' | 'reject'

const VERDICTS = { release: 'released', reject: 'rejected' } as const

interface DeskAttachmentsProps {
  readonly comment: DeskCommentOut
  readonly onChanged: () => void
}

/** What came with a comment, and what is to be known before it is released. */
export function DeskAttachments({ comment, onChanged }: DeskAttachmentsProps) {
  const { say } = useWords()
  const { download, hasFailed } = useFileDownload()
  const [judged, setJudged] = useState<{ attachment: Attachment; verdict: Verdict } | null>(null)
  return (
    <>
      {hasFailed && (
        <Typography role="alert" tag="p" textColor="danger700">
          {say('desk.attachment.downloadFailed')}
        </Typography>
      )}
      <ul>
        {comment.attachments.map((attachment) => (
          <Box tag="li" key={attachment.n} paddingBottom={4}>
            <Flex gap={2} wrap="wrap">
              <Typography fontWeight="bold" style={{ unicodeBidi: 'plaintext' }}>
                {attachment.name}
              </Typography>
              <Badge>{say(`desk.attachment.${attachment.state}`)}</Badge>
              <Badge variant={attachment.scan === 'infected' ? 'danger' : 'secondary'}>
                {say(`desk.attachment.scan.${attachment.scan}`)}
              </Badge>
              {attachment.warnings.map((warning) => (
                <Badge key={warning} variant="warning">
                  {warning}
                </Badge>
              ))}
            </Flex>
            {comment.may.screen && (
              <Flex gap={2} wrap="wrap" paddingTop={2}>
                {attachment.scan !== 'infected' && (
                  <Button
                    variant="tertiary"
                    onClick={() =>
                      void download(
                        `/comments/${encodeURIComponent(comment.publicId)}/attachments/${String(attachment.n)}/file`,
                        attachment.name,
                      )
                    }
                  >
                    {say('desk.attachment.download', { name: attachment.name })}
                  </Button>
                )}
                {attachment.state !== 'released' && attachment.scan !== 'infected' && (
                  <Button
                    variant="secondary"
                    onClick={() => setJudged({ attachment, verdict: 'release' })}
                  >
                    {say('desk.attachment.release', { name: attachment.name })}
                  </Button>
                )}
                {attachment.state !== 'rejected' && (
                  <Button
                    variant="danger-light"
                    onClick={() => setJudged({ attachment, verdict: 'reject' })}
                  >
                    {say('desk.attachment.reject', { name: attachment.name })}
                  </Button>
                )}
              </Flex>
            )}
          </Box>
        ))}
      </ul>
      {judged !== null && (
        <ReasonedDialog<object>
          name={say(`desk.attachment.${judged.verdict}Act`)}
          meaning={say(`desk.attachment.${judged.verdict}.meaning`)}
          path={`/comments/${encodeURIComponent(comment.publicId)}/attachments/${String(judged.attachment.n)}/verdict`}
          bodyOf={(reason) => ({ verdict: VERDICTS[judged.verdict], reason })}
          onClose={() => setJudged(null)}
          onDone={() => {
            setJudged(null)
            onChanged()
          }}
        />
      )}
    </>
  )
}
