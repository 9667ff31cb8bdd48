import { Link } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { Link as RouterLink } from 'react-router-dom'

import { themesAddress } from '../addresses'
import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'

const PERMISSIONS = [permissionTo('desk')]

/** To the themes and the checklist of a draft, for whoever may open them. */
export function ThemesLink({ documentId }: { readonly documentId: string }) {
  const { say } = useWords()
  const { allowedActions } = useRBAC(PERMISSIONS)
  if (allowedActions.canDesk !== true) return null
  return (
    <Link tag={RouterLink} to={themesAddress(documentId)}>
      {say('themes.open')}
    </Link>
  )
}
