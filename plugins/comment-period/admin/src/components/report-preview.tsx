import { Box, Flex, Modal, Typography } from '@strapi/design-system'
import { styled } from 'styled-components'

import type { DocketReportOut, StaffReportsOut } from '../../../contracts/reports'
import { toPersianDigits } from '../../../domain/digits'
import type { ReportKind } from '../../../domain/report-decisions'
import {
  reportSections,
  type ReportSection,
  type ReportTable,
  type ReportWriter,
} from '../../../domain/report-sections'
import { REPORT_WORDS } from '../../../domain/report-words'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { writtenClose, writtenDate, writtenInstant } from '../instant-text'
import type { Language } from '../translations'
import { USER_TEXT } from '../user-text'
import { Answered } from './answered'
import { DialogBody } from './dialog-body'

interface ReportPreviewProps {
  readonly kind: ReportKind
  readonly reports: StaffReportsOut
  readonly onClose: () => void
}

/** What would be published now, in the words and figures that the public would read. */
export function ReportPreview({ kind, reports, onClose }: ReportPreviewProps) {
  const { say, dir, language } = useWords()
  const path = `/drafts/${reports.documentId}/report-preview?kind=${kind}`
  const { outcome, askAgain } = useAnswer<DocketReportOut>(path)
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content dir={dir} lang={language}>
        <Modal.Header closeLabel={say('import.close')}>
          <Modal.Title>
            {say('reports.previewOf', { kind: say(`reports.kind.${kind}`) })}
          </Modal.Title>
        </Modal.Header>
        <DialogBody>
          <Answered outcome={outcome} askAgain={askAgain}>
            {(report) =>
              reportSections(report, REPORT_WORDS[language], writerOf(report.zone, language)).map(
                (section) => <Section key={section.key} section={section} />,
              )
            }
          </Answered>
        </DialogBody>
      </Modal.Content>
    </Modal.Root>
  )
}

function writerOf(zone: string, language: Language): ReportWriter {
  const digits = (text: string) => (language === 'fa' ? toPersianDigits(text) : text)
  const instant = (iso: string) => writtenInstant(iso, zone, language)
  return {
    number: (value) => digits(String(value)),
    digits,
    instant,
    close: (iso) => writtenClose(iso, zone, language),
    day: (isoDay) => writtenDate(isoDay, language),
  }
}

function Section({ section }: { readonly section: ReportSection }) {
  const { title, facts, notes, tables } = section
  return (
    <Box paddingBottom={4}>
      <Typography tag="h3" variant="delta">
        {title}
      </Typography>
      {notes.map((note) => (
        <Typography key={note} tag="p" textColor="neutral600">
          {note}
        </Typography>
      ))}
      {facts.length > 0 && (
        <Box tag="dl" paddingTop={2}>
          {facts.map(([name, value]) => (
            <Flex key={name} gap={2} alignItems="baseline" wrap="wrap">
              <Typography tag="dt" textColor="neutral600">
                {name}:
              </Typography>
              <Typography tag="dd" style={{ ...USER_TEXT, overflowWrap: 'anywhere' }}>
                {value}
              </Typography>
            </Flex>
          ))}
        </Box>
      )}
      {tables.map((table) => (
        <Figures key={table.name ?? ''} table={table} label={table.name ?? title} />
      ))}
    </Box>
  )
}

function Figures({ table, label }: { readonly table: ReportTable; readonly label: string }) {
  const { name, columns, rows } = table
  return (
    <Scrolled tabIndex={0} role="region" aria-label={label}>
      <FigureTable>
        {name !== null && <caption>{name}</caption>}
        <thead>
          <tr>
            {columns.map(({ heading }) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, place) => (
            <tr key={String(place)}>
              {cells.map((cell, column) => (
                <td
                  key={columns[column]?.heading}
                  {...(columns[column]?.kind === 'text' ? { style: USER_TEXT } : {})}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </FigureTable>
    </Scrolled>
  )
}

const Scrolled = styled.div`
  overflow-x: auto;
  padding-block-start: 0.8rem;
`

const FigureTable = styled.table`
  inline-size: 100%;
  border-collapse: collapse;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};

  caption {
    text-align: start;
    font-weight: 600;
    padding-block: 0.4rem;
  }

  th,
  td {
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    padding: 0.4rem 0.8rem;
    text-align: start;
    vertical-align: top;
    line-height: 1.6;
  }

  th {
    background: ${({ theme }) => theme.colors.neutral100};
    font-weight: 600;
    white-space: nowrap;
  }
`
