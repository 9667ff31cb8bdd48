import { Link } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { Link as RouterLink } from 'react-router-dom'

import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { PLUGIN_ID } from '../plugin-id'

const PERMISSIONS = [permissionTo('desk')]

/** From a draft to the comments on it that have the same text, for whoever works at the desk. */
export function CopiesLink({ documentId }: { readonly documentId: string }) {
  const { say } = useWords()
  const { allowedActions } = useRBAC(PERMISSIONS)
  if (allowedActions.canDesk !== true) return null
  return (
    <Link tag={RouterLink} to={`/plugins/${PLUGIN_ID}/desk/copies/${documentId}`}>
      {say('copies.title')}
    </Link>
  )
}
