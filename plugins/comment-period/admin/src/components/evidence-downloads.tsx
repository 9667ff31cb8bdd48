import { Button, Flex, Typography } from '@strapi/design-system'
import { Download } from '@strapi/icons'
import { useState } from 'react'

import type { EvidenceReportOut } from '../../../contracts/evidence'
import {
  EVIDENCE_FORMATS,
  evidenceFileName,
  type EvidenceFormat,
} from '../../../domain/evidence-report'
import { useFileDownload } from '../hooks/use-file-download'
import { useWords } from '../hooks/use-words'

/** The report as a file to hand in, in the language of the page. */
export function EvidenceDownloads({ report }: { readonly report: EvidenceReportOut }) {
  const { say, language } = useWords()
  const { download, hasFailed } = useFileDownload()
  const [saving, setSaving] = useState<EvidenceFormat | null>(null)
  const { body, from, to } = report
  const save = async (format: EvidenceFormat) => {
    setSaving(format)
    const query = new URLSearchParams({ body: body.slug, from, to, format, language })
    await download(
      `/evidence/file?${query.toString()}`,
      evidenceFileName(body.slug, report, format),
    )
    setSaving(null)
  }
  return (
    <>
      <Flex gap={2} wrap="wrap">
        {EVIDENCE_FORMATS.map((format) => (
          <Button
            key={format}
            variant="secondary"
            startIcon={<Download aria-hidden />}
            loading={saving === format}
            onClick={() => void save(format)}
          >
            {say(`evidence.${format}`)}
          </Button>
        ))}
      </Flex>
      {hasFailed && (
        <Typography role="alert" tag="p" textColor="danger700">
          {say('evidence.downloadFailed')}
        </Typography>
      )}
    </>
  )
}
