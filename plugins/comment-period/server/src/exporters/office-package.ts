import { element, xmlDocument } from '../../../domain/xml'
import type { TableDocument } from './table-document'
import { wholePart, type ArchivePart } from './zip-archive'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Where a program finds the main part of a package of Office (ECMA-376 Part 2, 9.3). */
export function packageRelationsPart(mainPart: string): ArchivePart {
  const root = element('Relationships', { xmlns: `${PACKAGE}/relationships` }, [
    element('Relationship', { Id: 'rId1', Type: `${OFFICE}/officeDocument`, Target: mainPart }),
    element('Relationship', {
      Id: 'rId2',
      Type: `${PACKAGE}/relationships/metadata/core-properties`,
      Target: 'docProps/core.xml',
    }),
  ])
  return wholePart('_rels/.rels', xmlDocument(root))
}

/**
 * Title and language (ECMA-376 Part 2, 11). No time and no author: what an export states of itself
 * are its facts, and the same rows make the same bytes.
 */
export function corePropertiesPart({ title, language }: TableDocument): ArchivePart {
  const root = element(
    'cp:coreProperties',
    {
      'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    [element('dc:title', {}, [title]), element('dc:language', {}, [language])],
  )
  return wholePart('docProps/core.xml', xmlDocument(root))
}
