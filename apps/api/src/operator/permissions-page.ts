import { RouteAccess } from '../platform/http/route-access';
import { Permission, PERMISSIONS, roleHolds, ROLES } from '../tenancy';

export interface PermittedRoute {
  /** `GET /api/v1/channels` */
  readonly name: string;
  readonly access: RouteAccess;
  readonly recentSignIn: undefined | true | 'people';
}

type Kind = RouteAccess['kind'];
type Row = readonly string[];

const YES = '✓';
const NO = '–';

/** Who may do what, as a page of Markdown. */
export function permissionsPage(routes: readonly PermittedRoute[]): string {
  const of = (kind: Kind) => routes.filter(({ access }) => access.kind === kind);
  return [
    '# Who may do what',
    'Made from the code by `npm run openapi`; a test fails while it is not up to date. A caller who may not do something is answered 403, with a code that says why; one who names a tenant or a row of another tenant is answered as if it did not exist.',
    '## Permissions',
    'What a role may do. An API key may do what it has a scope for: the scopes have the names of the permissions.',
    table(
      ['Permission', 'Meaning', ...ROLES.map(capitalised), 'Scope of keys'],
      Object.entries(PERMISSIONS).map(([name, { says, heldByKeys }]) => [
        `\`${name}\``,
        says,
        ...ROLES.map((role) => mark(roleHolds(role, name as Permission))),
        mark(heldByKeys),
      ]),
    ),
    '## Routes of a tenant',
    'Confirmed: a person must have entered their password within the last 15 minutes.',
    table(
      ['Route', 'Permission', ...ROLES.map(capitalised), 'API key', 'Confirmed'],
      of('permission').map(tenantRow),
    ),
    '## Routes of a person',
    'For whoever is signed in, whatever their roles are. No API key may call them.',
    table(
      ['Route', 'Why', 'Confirmed'],
      of('signed_in').map((route) => [...reasonRow(route), mark(route.recentSignIn === true)]),
    ),
    '## Routes of the operator',
    'For the person who runs the installation: whoever set it up.',
    table(['Route', 'Why'], of('operator').map(reasonRow)),
    '## Open routes',
    'For everybody, and each with the reason why.',
    table(['Route', 'Why'], of('public').map(reasonRow)),
  ]
    .join('\n\n')
    .concat('\n');
}

function tenantRow({ name, access, recentSignIn }: PermittedRoute): Row {
  if (access.kind !== 'permission') throw new Error(`${name} asks for no permission.`);
  const permission = access.permission as Permission;
  return [
    `\`${name}\``,
    `\`${permission}\``,
    ...ROLES.map((role) => mark(roleHolds(role, permission))),
    mark(!access.peopleOnly && recentSignIn !== true),
    mark(recentSignIn !== undefined),
  ];
}

function reasonRow({ name, access }: PermittedRoute): Row {
  return [`\`${name}\``, 'reason' in access ? access.reason : ''];
}

const mark = (yes: boolean): string => (yes ? YES : NO);

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** As wide as its widest cell, so that it can be read as it is. */
function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), 3),
  );
  const line = (cells: Row) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
