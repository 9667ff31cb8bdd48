import { Route, Routes } from 'react-router-dom'

import { permissionTo } from '../permissions'
import { DeskComment } from './desk-comment'
import { DeskCopies } from './desk-copies'
import { DeskCopyGroup } from './desk-copy-group'
import { DeskList } from './desk-list'
import { StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('desk')]

/** Where staff read what has come in, screen it and respond to it. */
export function Desk() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <Routes>
        <Route index element={<DeskList />} />
        <Route path="comments/:publicId" element={<DeskComment />} />
        <Route path="copies/:documentId" element={<DeskCopies />} />
        <Route path="copies/:documentId/:copyGroup" element={<DeskCopyGroup />} />
      </Routes>
    </StaffPage>
  )
}
