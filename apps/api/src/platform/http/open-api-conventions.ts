import { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { OpenAPIObject } from '@nestjs/swagger';
import { RouteAccess } from './route-access';
import { routesIn } from './routes';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-permission'?: string };
type Content = { schema?: { $ref?: string } };
type Response = { description: string; headers?: object; content?: Record<string, Content> };

export const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-parley',
    description:
      'What POST /api/v1/session sets; named `parley` where the installation is reached without https.',
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: parley_live_... or parley_test_...' },
  metricsToken: { type: 'http', scheme: 'bearer', description: 'What the setting METRICS_TOKEN says.' },
} as const;

const TENANT = {
  name: 'Parley-Tenant',
  in: 'header',
  required: false,
  description: 'The slug of the tenant. Needed with a session; an API key belongs to one tenant.',
  schema: { type: 'string' },
} as const;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeat a request with the same key within 24 hours and it is done once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

const ETAG = {
  description: 'The version, for If-Match.',
  schema: { type: 'string', example: '"3"' },
} as const;

/** Writes into the document what the routes have in common: who may call, which tenant, once or twice, which version. */
export function describeConventions(document: OpenAPIObject, app: INestApplication): void {
  const routes = routesIn(app.get(ModulesContainer));
  const accessOf = new Map(routes.map(({ handler, access }) => [handler, access]));
  for (const operations of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(operations) as [string, Operation][]) {
      const access = accessOf.get(operation.operationId ?? '');
      if (access !== undefined) describeAccess(operation, method, access);
      for (const response of Object.values(operation.responses ?? {}) as Response[]) {
        if (hasVersion(document, response)) response.headers = { ...response.headers, ETag: ETAG };
      }
    }
  }
}

function describeAccess(operation: Operation, method: string, access: RouteAccess): void {
  if (access.kind === 'public') operation.security = [];
  else if (access.kind === 'operator' && access.alsoToken !== undefined)
    operation.security = [{ session: [] }, { metricsToken: [] }];
  else if (access.kind !== 'permission') operation.security = [{ session: [] }];
  else {
    operation.security = [{ session: [] }, ...(access.peopleOnly ? [] : [{ apiKey: [] }])];
    operation['x-permission'] = access.permission;
    operation.parameters = [
      // A route that reads the key itself would have it twice, and called for.
      ...(operation.parameters ?? []).filter((one) => !isIdempotencyKey(one)),
      TENANT,
      ...(method === 'post' ? [IDEMPOTENCY_KEY] : []),
    ];
  }
}

function isIdempotencyKey(parameter: object): boolean {
  return 'name' in parameter && String(parameter.name).toLowerCase() === 'idempotency-key';
}

function hasVersion(document: OpenAPIObject, { content }: Response): boolean {
  const name = content?.['application/json']?.schema?.$ref?.replace('#/components/schemas/', '');
  const schema = name === undefined ? undefined : document.components?.schemas?.[name];
  return schema !== undefined && 'properties' in schema && schema.properties?.['version'] !== undefined;
}
