import type { TenantName } from '@parley/api-client';
import { Fragment } from 'react';

type Props = {
  tenants: readonly TenantName[];
  /** What to say without any. */
  none: string;
};

/** Names of workspaces, each in its own direction of writing. */
export function WorkspaceNames({ tenants, none }: Props) {
  if (tenants.length === 0) return <span className="text-ink-muted">{none}</span>;
  return tenants.map(({ slug, name }, index) => (
    <Fragment key={slug}>
      {index > 0 ? ', ' : null}
      <bdi>{name}</bdi>
    </Fragment>
  ));
}
