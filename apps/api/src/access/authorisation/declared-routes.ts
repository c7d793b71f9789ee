import { Injectable, OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { RouteAccess } from '../../platform/http/route-access';
import { Route, routesIn } from '../../platform/http/routes';

export interface DeclaredRoute extends Route {
  readonly access: RouteAccess;
}

/** Every route that this process serves. A process with a route that says not who may call it does not start. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    this.all();
  }

  /** @throws Error that names every route without a declaration */
  all(): DeclaredRoute[] {
    const routes = routesIn(this.modules);
    const silent = routes.filter(({ access }) => access === undefined);
    if (silent.length > 0) {
      const names = silent.map(({ controller, handler }) => `${controller}.${handler}`).join(', ');
      throw new Error(`Say who may call ${names}: @RequiresPermission, @SignedIn, @Operator or @Public.`);
    }
    return routes as DeclaredRoute[];
  }
}
