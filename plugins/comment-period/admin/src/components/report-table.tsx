import { Button, Flex, Link, Typography } from '@strapi/design-system'

import type { StaffReportOut, StaffReportsOut } from '../../../contracts/reports'
import { toPersianDigits } from '../../../domain/digits'
import { useFileDownload } from '../hooks/use-file-download'
import { useWords } from '../hooks/use-words'
import { writtenDate } from '../instant-text'
import { backendUrl } from '../strapi-admin-types'
import { USER_TEXT } from '../user-text'
import { MadeBy } from './made-by'

/** Every report of a docket, the last first, with who published it, why, and its file. */
export function ReportTable({ reports }: { readonly reports: StaffReportsOut }) {
  const { say, language } = useWords()
  const { download, hasFailed } = useFileDownload()
  const { documentId, docket, items } = reports
  if (items.length === 0) return <Typography tag="p">{say('reports.none')}</Typography>
  const fileOf = ({ reportN, kind, n }: StaffReportOut): [path: string, name: string] => [
    `/drafts/${documentId}/reports/${String(reportN)}/file?lang=${language}`,
    `${docket}_${kind}_${String(n)}.docx`,
  ]
  return (
    <>
      {hasFailed && (
        <Typography role="alert" tag="p" textColor="danger700">
          {say('exports.downloadFailed')}
        </Typography>
      )}
      <Flex tag="ol" direction="column" alignItems="stretch" gap={5}>
        {[...items].reverse().map((item) => (
          <li key={item.reportN}>
            <Report docket={docket} item={item} onDownload={() => void download(...fileOf(item))} />
          </li>
        ))}
      </Flex>
    </>
  )
}

interface ReportProps {
  readonly docket: string
  readonly item: StaffReportOut
  readonly onDownload: () => void
}

function Report({ docket, item, onDownload }: ReportProps) {
  const { say } = useWords()
  const { kind, n, publishedAt, publishedBy, reason, contentHash } = item
  const what = say('reports.version', { kind: say(`reports.kind.${kind}`), n })
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography tag="h3" variant="delta">
        {what}
      </Typography>
      <MadeBy by={publishedBy} at={publishedAt} />
      <SentTo item={item} />
      <Typography tag="p" style={USER_TEXT}>
        {reason}
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        <bdi dir="ltr" title={contentHash}>
          SHA-256 {contentHash.slice(0, 16)}…
        </bdi>
      </Typography>
      <Flex gap={4} wrap="wrap" paddingTop={1}>
        <Button
          variant="secondary"
          aria-label={say('reports.downloadOf', { what })}
          onClick={onDownload}
        >
          {say('reports.download')}
        </Button>
        {kind !== 'digest' && (
          <Link
            href={`${backendUrl()}/notices/${docket}/reports/${kind}?n=${String(n)}`}
            aria-label={say('reports.publicPageOf', { what })}
            isExternal
          >
            {say('reports.publicPage')}
          </Link>
        )}
      </Flex>
    </Flex>
  )
}

function SentTo({ item: { sentTo } }: { readonly item: StaffReportOut }) {
  const { say, language } = useWords()
  if (sentTo === null) return null
  const { addressee, letterNumber, letterOn } = sentTo
  const number = language === 'fa' ? toPersianDigits(letterNumber ?? '') : (letterNumber ?? '')
  const lines = [
    say('reports.sentTo', { addressee }),
    ...(letterNumber === null ? [] : [say('reports.letter', { number })]),
    ...(letterOn === null
      ? []
      : [say('reports.letterOn', { day: writtenDate(letterOn, language) })]),
  ]
  return lines.map((line) => (
    <Typography key={line} tag="p" style={USER_TEXT}>
      {line}
    </Typography>
  ))
}
