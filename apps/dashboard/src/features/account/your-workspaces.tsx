'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { publicApi } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { sitePaths } from '@/shell/paths';
import { buttonStyle } from '@/ui/button-style';
import { WorkspaceList } from './workspace-list';

/** The ways on from a dead end. Asked for by the browser: the page for it is part of every answer of the server. */
export function YourWorkspaces() {
  const me = useQuery({
    queryKey: queryKeys.me(),
    queryFn: async () => unwrap(await publicApi.GET('/api/v1/me')),
  });
  if (me.isPending) return <div className="mt-6 h-9" />;
  if (me.data && me.data.tenants.length > 0) return <WorkspaceList tenants={me.data.tenants} />;
  return (
    <Link href={sitePaths.front} className={buttonStyle({ look: 'primary', className: 'mt-6' })}>
      Go to the front page
    </Link>
  );
}
