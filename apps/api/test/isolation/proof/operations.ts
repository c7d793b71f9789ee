import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DeclaredRoutes } from '../../../src/access/authorisation/declared-routes';
import { RouteAccess } from '../../../src/platform/http/route-access';

/** As much of a JSON schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly minLength?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface DocumentOperation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface Operation {
  /** The name of the handler, and the operationId of the document. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly access: RouteAccess;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

/** Every operation of the document with who may call it. @throws Error when document and routes do not name the same */
export function operationsOf(app: NestFastifyApplication, document: Document): Operation[] {
  const routes = new Map(
    app
      .get(DeclaredRoutes)
      .all()
      .map(({ handler, access }) => [handler, access]),
  );
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const id = operation.operationId ?? '';
      const access = routes.get(id);
      if (access === undefined) throw new Error(`No route is declared for ${method} ${path} (${id}).`);
      const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
      return { id, method: method.toUpperCase(), path, access, parameters: operation.parameters ?? [], body };
    }),
  );
  assertAllServedOnce(app, operations);
  return operations;
}

/** A route that is not in the document would escape the proof, and so would one that shares its name with another. */
function assertAllServedOnce(app: NestFastifyApplication, operations: readonly Operation[]): void {
  const named = operations.map(({ id }) => id).sort();
  const declared = app
    .get(DeclaredRoutes)
    .all()
    .map(({ handler }) => handler)
    .sort();
  if (named.join() !== declared.join()) {
    const apart = [
      ...declared.filter((id) => !named.includes(id)),
      ...named.filter((id) => !declared.includes(id)),
    ];
    throw new Error(
      `The document and the routes are not the same: ${apart.join(', ') || 'a name is there twice'}.`,
    );
  }
}
