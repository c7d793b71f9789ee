import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const SRC = resolve(__dirname, '../../src');

/** A method of a repository, as it is written. */
export interface RepositoryMethod {
  readonly file: string;
  readonly className: string;
  readonly name: string;
  /** The types of its parameters, as written. */
  readonly parameters: readonly string[];
  /** The types that the constructor of its class takes. */
  readonly dependencies: readonly string[];
  /** All that is written in it, in the constants that it uses and in what it calls of its own class. */
  readonly text: string;
}

/** Every method that somebody outside can call, of every repository. */
export function repositoryMethods(): RepositoryMethod[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.repository.ts'))
    .sort()
    .flatMap((file) => methodsIn(join(SRC, file)));
}

/** Which of these tables the method names in its SQL, or reaches by an entity. */
export function tablesOf({ text }: RepositoryMethod, tables: readonly string[]): string[] {
  const sql = [...text.matchAll(/`[^`]*`|'[^']*'/g)]
    .map(([literal]) => literal)
    .filter((literal) => /\b(SELECT|INSERT|UPDATE|DELETE|FROM|JOIN)\b/.test(literal))
    .join('\n');
  // A table that is chosen when it runs may be any of them.
  const chosen = [...sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+\$\{(\w+)/g)].map(([, name]) => name ?? '');
  if (chosen.some((name) => !new RegExp(`const ${name}\\b`).test(text))) return [...tables];
  const entities = entityTables();
  return tables.filter(
    (table) =>
      new RegExp(`\\b${table}\\b`).test(sql) ||
      [...entities].some(([name, of]) => of === table && new RegExp(`\\b${name}\\b`).test(text)),
  );
}

function methodsIn(file: string): RepositoryMethod[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Node>();
  const classes: ts.ClassDeclaration[] = [];
  for (const statement of source.statements) {
    if (ts.isClassDeclaration(statement)) classes.push(statement);
    if (ts.isFunctionDeclaration(statement) && statement.name) constants.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer) constants.set(name.getText(), statement);
  }
  return classes
    .filter(({ name }) => name?.text.endsWith('Repository'))
    .flatMap((declaration) => methodsOf(file, declaration, constants));
}

function methodsOf(
  file: string,
  declaration: ts.ClassDeclaration,
  constants: ReadonlyMap<string, ts.Node>,
): RepositoryMethod[] {
  const methods = declaration.members.filter(ts.isMethodDeclaration);
  const constructor = declaration.members.find(ts.isConstructorDeclaration);
  const named = new Map([
    ...constants,
    ...methods.map((method): [string, ts.Node] => [method.name.getText(), method]),
  ]);
  return methods.filter(isPublic).map((method) => ({
    file,
    className: declaration.name?.text ?? '',
    name: method.name.getText(),
    parameters: typesOf(method),
    dependencies: constructor === undefined ? [] : typesOf(constructor),
    text: wholeText(method, named),
  }));
}

const isPublic = (method: ts.MethodDeclaration): boolean =>
  !(method.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);

const typesOf = ({ parameters }: ts.SignatureDeclaration): string[] =>
  parameters.map(({ type }) => type?.getText() ?? '');

/** The text of a node and, again, of whatever in this file it names. */
function wholeText(start: ts.Node, named: ReadonlyMap<string, ts.Node>): string {
  const reached = new Set<ts.Node>([start]);
  for (const node of reached) {
    for (const [word] of node.getText().matchAll(/[A-Za-z_$][\w$]*/g)) {
      const found = named.get(word);
      if (found !== undefined) reached.add(found);
    }
  }
  return [...reached].map((node) => node.getText()).join('\n');
}

function entityTables(): Map<string, string> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.entity.ts'),
  );
  return new Map(
    files.map((file) => {
      const [, table = '', name = ''] =
        /@Entity\('(\w+)'\)[^]*?class (\w+)/.exec(readFileSync(join(SRC, file), 'utf8')) ?? [];
      return [name, table];
    }),
  );
}
