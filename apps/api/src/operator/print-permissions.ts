import { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { openApiDocument } from '../platform/http/open-api';
import { routesIn } from '../platform/http/routes';
import { PermittedRoute, permissionsPage } from './permissions-page';
import { previewOfTheApi } from './preview';

export async function printPermissions(): Promise<number> {
  process.stdout.write(permissionsPage(permittedRoutes(await previewOfTheApi())));
  return 0;
}

/** In the order of the OpenAPI document. */
export function permittedRoutes(app: INestApplication): PermittedRoute[] {
  const routes = new Map(routesIn(app.get(ModulesContainer)).map((route) => [route.handler, route]));
  return Object.entries(openApiDocument(app).paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { operationId?: string }>).map(
      ([method, { operationId }]) => {
        const route = routes.get(operationId ?? '');
        if (route?.access === undefined) throw new Error(`${method} ${path} says not who may call it.`);
        return { ...route, access: route.access, name: `${method.toUpperCase()} ${path}` };
      },
    ),
  );
}
