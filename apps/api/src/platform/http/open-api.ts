import { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Environment } from '../config/environment';
import { describeConventions, SECURITY_SCHEMES } from './open-api-conventions';
import { ProblemDetails } from './problem-details';

/** The document that the typed client and the isolation proof are made from. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley API')
    .setDescription(
      'Everything the dashboard does, and the webhook that Meta calls. Errors are problem details (RFC 9457). ' +
        'The conventions are in docs/api.md.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('__Host-parley', SECURITY_SCHEMES.session, 'session')
    .addBearerAuth(SECURITY_SCHEMES.apiKey, 'apiKey')
    .addBearerAuth(SECURITY_SCHEMES.metricsToken, 'metricsToken')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDetails],
    operationIdFactory: (_controller, method) => method,
  });
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/health')) Object.values(operations).forEach(withProblems);
  }
  describeConventions(document, app);
  return document;
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Response = { description: string; content?: Record<string, { schema?: unknown }> };

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** Every operation may answer with a problem, and a problem has a media type of its own. */
function withProblems(operation: Operation): void {
  const responses = (operation.responses ?? {}) as Record<string, Response>;
  responses['default'] = {
    description: 'A problem; see its code.',
    content: { 'application/json': { schema: PROBLEM } },
  };
  for (const response of Object.values(responses)) {
    const schema = response.content?.['application/json']?.schema as { $ref?: string } | undefined;
    if (schema?.$ref === PROBLEM.$ref) response.content = { 'application/problem+json': { schema: PROBLEM } };
  }
}

/** The document is no secret: it is in the repository. The page is for trying out, so a live installation is without. */
export function installOpenApi(app: INestApplication, { API_DOCS, INSTALLATION }: Environment): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    ui: (API_DOCS ?? (INSTALLATION === 'test' ? 'on' : 'off')) === 'on',
    raw: ['json', 'yaml'],
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Parley API',
  });
}
