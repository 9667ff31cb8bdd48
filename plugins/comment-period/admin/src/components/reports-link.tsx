import { Link } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { Link as RouterLink } from 'react-router-dom'

import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { PLUGIN_ID } from '../plugin-id'

const PERMISSIONS = [permissionTo('report')]

/** From a draft to its reports, for who may publish them. */
export function ReportsLink({ docket }: { readonly docket: string | null }) {
  const { say } = useWords()
  const { allowedActions } = useRBAC(PERMISSIONS)
  if (docket === null || allowedActions.canReport !== true) return null
  return (
    <Link tag={RouterLink} to={`/plugins/${PLUGIN_ID}/reports?docket=${docket}`}>
      {say('reports.link')}
    </Link>
  )
}
