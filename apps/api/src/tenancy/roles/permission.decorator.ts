import { SetMetadata } from '@nestjs/common';
import { ROUTE_ACCESS, RouteAccess } from '../../platform/http/route-access';
import { Permission, PERMISSIONS } from './permissions';

/**
 * The route is for whoever holds this permission in the tenant of the request: a member by role and, unless it is for
 * people alone, an API key by scope.
 */
export const RequiresPermission = (
  permission: Permission,
  { peopleOnly = !PERMISSIONS[permission].heldByKeys } = {},
): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'permission', permission, peopleOnly } satisfies RouteAccess);
