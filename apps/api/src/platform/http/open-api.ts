import { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemDetails } from './problem-details';

/** The document that the typed client and the isolation proof are made from. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley API')
    .setDescription(
      'Everything the dashboard does, and the webhook that Meta calls. Errors are problem details (RFC 9457).',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDetails],
    operationIdFactory: (_controller, method) => method,
  });
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/health')) Object.values(operations).forEach(withProblems);
  }
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

export function installOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Parley API',
  });
}
