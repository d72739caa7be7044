import type { ReactNode } from 'react'
import { permissions, rolePermissions, roles, type Permission } from '../../../src/domain/access.js'
import { Notice } from '../ui/notice.js'
import { useSession } from './session.js'

/** Shows its content to who may see it, and to others why they may not and who may. */
export function PermissionGate({ needs, children }: { readonly needs: Permission; readonly children: ReactNode }) {
  const session = useSession()
  if (session.permissions.includes(needs)) return children
  return (
    <Notice tone="warn" title="This is not for your role">
      To {permissions[needs]} needs the permission “{needs}”. You are {session.roles.join(' and ')}; those who may are:{' '}
      {whoMay(needs)}.
    </Notice>
  )
}

/** The roles that hold a permission, in words. */
export function whoMay(needs: Permission): string {
  return roles.filter((role) => rolePermissions[role].includes(needs)).join(', ')
}
