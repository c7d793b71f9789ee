import { PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { RECENT_SIGN_IN, ROUTE_ACCESS, RouteAccess } from './route-access';

/** A route as its controller declares it. */
export interface Route {
  readonly controller: string;
  /** The name of the method, which is the operationId in the OpenAPI document. */
  readonly handler: string;
  /** Undefined where nothing was declared. */
  readonly access: RouteAccess | undefined;
  /** Who must have proved who they are a moment ago: nobody, whoever calls (so people only), or people. */
  readonly recentSignIn: undefined | true | 'people';
}

/** Every route of the application, whether it runs or was only put together to be looked at. */
export function routesIn(modules: ModulesContainer): Route[] {
  return [...modules.values()]
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []));
}

function routesOf(controller: NonNullable<unknown>): Route[] {
  const { name, prototype } = controller as { name: string; prototype: Record<string, unknown> };
  // Also what is inherited.
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((handler) => {
    const method = prototype[handler];
    if (typeof method !== 'function' || !Reflect.hasMetadata(PATH_METADATA, method)) return [];
    const said = <T>(key: string) =>
      (Reflect.getMetadata(key, method) ?? Reflect.getMetadata(key, controller)) as T | undefined;
    return [
      {
        controller: name,
        handler,
        access: said<RouteAccess>(ROUTE_ACCESS),
        recentSignIn: said<true | 'people'>(RECENT_SIGN_IN),
      },
    ];
  });
}
