'use client';

import type { RoleList } from '@parley/api-client';
import { Check, Minus } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';
import { asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Badge } from '@/ui/badge';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { cellStyle, Table } from '@/ui/table';
import { SettingsPage } from '../settings/settings-page';
import { groupPermissions } from './permission-groups';
import { roleName } from './role-names';
import { useRoles } from './roles.queries';

export function RolesPage() {
  const { tenant } = useWorkspace();
  return (
    <SettingsPage
      title="Roles"
      description={
        <>
          What each role may do. Who has which is on the page of{' '}
          <Link href={paths.members(tenant.slug)} className="font-medium text-accent-ink underline">
            members
          </Link>
          .
        </>
      }
    >
      <Roles />
    </SettingsPage>
  );
}

function Roles() {
  const query = useRoles();
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading the roles">
        <div className="grid gap-3 sm:grid-cols-2">
          {['owner', 'admin', 'agent', 'viewer'].map((role) => (
            <Skeleton key={role} className="h-[92px] rounded-2xl" />
          ))}
        </div>
        <Skeleton className="mt-6 h-[420px] rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!query.data) {
    return (
      <ProblemState problem={asProblem(query.error)} what="the roles" onRetry={() => void query.refetch()} />
    );
  }
  return (
    <>
      <RoleCards roles={query.data.roles} />
      <Matrix {...query.data} />
    </>
  );
}

function RoleCards({ roles }: Pick<RoleList, 'roles'>) {
  const { tenant } = useWorkspace();
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {roles.map(({ name, says }) => (
        <li key={name} className="rounded-2xl border border-line bg-surface px-5 py-4 shadow-sm">
          <h2 className="flex items-center gap-2 text-[15px] font-semibold">
            {roleName(name)}
            {tenant.me.role === name ? <Badge tone="good">Your role</Badge> : null}
          </h2>
          <p className="mt-1 text-[13px] leading-5 text-pretty text-ink-muted">{says}</p>
        </li>
      ))}
    </ul>
  );
}

function Matrix({ permissions, roles }: RoleList) {
  return (
    <Table
      label="What each role may do"
      columns={[
        { name: 'Permission' },
        ...roles.map(({ name }) => ({
          name: roleName(name),
          className: 'w-24 px-2 text-center max-sm:w-12 max-sm:px-0.5 max-sm:text-[11px] max-sm:first:ps-4',
        })),
      ]}
    >
      {groupPermissions(permissions).map((group) => (
        <Fragment key={group.noun}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={roles.length + 1}
              className="bg-canvas px-5 py-2 text-start max-sm:px-4 text-xs font-semibold text-ink"
            >
              {group.title}
            </th>
          </tr>
          {group.permissions.map(({ name, says }) => (
            <tr key={name}>
              <th
                scope="row"
                className={`${cellStyle} min-w-44 text-[13px] max-sm:min-w-28 leading-5 font-normal`}
              >
                {says}
              </th>
              {roles.map((role) => (
                <td
                  key={role.name}
                  className="px-2 py-3 text-center last:pe-5 max-sm:px-0.5 max-sm:last:pe-2"
                >
                  <Mark isHeld={role.permissions.includes(name)} />
                </td>
              ))}
            </tr>
          ))}
        </Fragment>
      ))}
    </Table>
  );
}

/** Told apart by shape, not by colour alone, and written out for a screen reader. */
function Mark({ isHeld }: { isHeld: boolean }) {
  return (
    <>
      <span
        aria-hidden="true"
        className={
          isHeld
            ? 'inline-flex size-6 items-center justify-center rounded-full bg-accent-soft text-accent-ink'
            : 'inline-flex size-6 items-center justify-center text-ink-faint'
        }
      >
        {isHeld ? <Check className="size-4" /> : <Minus className="size-3.5" />}
      </span>
      <span className="sr-only">{isHeld ? 'Yes' : 'No'}</span>
    </>
  );
}
