import { Page } from '@strapi/strapi/admin'
import { Route, Routes } from 'react-router-dom'

import { PLUGIN_ID } from '../plugin-id'
import { DeskComment } from './desk-comment'
import { DeskCopies } from './desk-copies'
import { DeskCopyGroup } from './desk-copy-group'
import { DeskList } from './desk-list'
import { StaffPage } from './staff-page'

const PERMISSIONS = [{ action: `plugin::${PLUGIN_ID}.desk`, subject: null }]

/** Where staff read what has come in, screen it and respond to it. */
export function Desk() {
  return (
    <Page.Protect permissions={PERMISSIONS}>
      <StaffPage>
        <Routes>
          <Route index element={<DeskList />} />
          <Route path="comments/:publicId" element={<DeskComment />} />
          <Route path="copies/:documentId" element={<DeskCopies />} />
          <Route path="copies/:documentId/:copyGroup" element={<DeskCopyGroup />} />
        </Routes>
      </StaffPage>
    </Page.Protect>
  )
}
