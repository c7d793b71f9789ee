import { Injectable, OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants';
import { ROUTE_ACCESS, RouteAccess } from '../../platform/http/route-access';

/** A route as it was declared: `ChannelsController.listChannels`. */
export interface DeclaredRoute {
  readonly controller: string;
  readonly handler: string;
  readonly access: RouteAccess;
}

/** Every route that this process serves. A process with a route that says not who may call it does not start. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    this.all();
  }

  /** @throws Error that names every route without a declaration */
  all(): DeclaredRoute[] {
    const routes = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.routesOf(metatype) : []));
    const silent = routes.filter(({ access }) => access === undefined);
    if (silent.length > 0) {
      const names = silent.map(({ controller, handler }) => `${controller}.${handler}`).join(', ');
      throw new Error(`Say who may call ${names}: @RequiresPermission, @SignedIn, @Operator or @Public.`);
    }
    return routes as DeclaredRoute[];
  }

  private routesOf(
    controller: NonNullable<unknown>,
  ): (Omit<DeclaredRoute, 'access'> & { access: RouteAccess | undefined })[] {
    const { name, prototype } = controller as { name: string; prototype: Record<string, () => unknown> };
    return this.scanner.getAllMethodNames(prototype).flatMap((handler) => {
      const method = prototype[handler];
      if (method === undefined || !Reflect.hasMetadata(PATH_METADATA, method)) return [];
      const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
        method,
        controller as () => unknown,
      ]);
      return [{ controller: name, handler, access }];
    });
  }
}
