import { SetMetadata } from '@nestjs/common';
import { ROUTE_ACCESS, RouteAccess } from '../../platform/http/route-access';
import { Permission } from './permissions';

/** The route is for whoever holds this permission in the tenant of the request: a member by role, an API key by scope. */
export const RequiresPermission = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'permission', permission } satisfies RouteAccess);
