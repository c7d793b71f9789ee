import type { TenantName } from '@parley/api-client';
import { Notice } from '@/ui/notice';
import { WorkspaceNames } from './workspace-names';

/** Says whose audit trail tells that this was opened. */
export function RecordedNote({ tenants }: { tenants: readonly TenantName[] }) {
  return (
    <Notice>
      {tenants.length > 0 ? (
        <bdi>
          It may hold what people wrote. That you opened it is recorded in the audit trail of{' '}
          <WorkspaceNames tenants={tenants} none="" />.
        </bdi>
      ) : (
        'It may hold what people wrote. It belongs to no workspace yet, so no audit trail tells that you opened it.'
      )}
    </Notice>
  );
}
