'use client';

import { useWorkspace } from '@/shell/workspace-context';
import { Moment } from '@/time/moment';
import { CopyButton } from '@/ui/copy-button';
import { Panel } from '@/ui/panel';
import { LeaveWorkspace } from './leave-workspace';
import { NoticesPanel } from './notices-panel';
import { SettingsPage } from './settings-page';
import { WorkspaceForm } from './workspace-form';
import { useWorkspaceSettings } from './workspace.queries';

export function WorkspacePage() {
  const { tenant } = useWorkspace();
  const { data: settings, refetch } = useWorkspaceSettings();
  return (
    <SettingsPage title="Workspace" description="What this workspace is called, and where and how it works.">
      <WorkspaceForm saved={settings} onReload={async () => (await refetch()).data ?? settings}>
        <Panel title="Address" description="A part of every link into this workspace. It stays as it is.">
          <div className="flex items-center gap-1 rounded-lg border border-line bg-canvas ps-3 sm:max-w-md">
            <bdi dir="ltr" className="min-w-0 flex-1 truncate py-2 text-sm select-all">
              {tenant.slug}
            </bdi>
            <CopyButton text={tenant.slug} label="Copy the address" />
          </div>
          <p className="mt-3 text-[13px] text-ink-muted">
            The workspace exists since <Moment at={settings.createdAt} look="date" />.
          </p>
        </Panel>
        <NoticesPanel />
        <LeaveWorkspace />
      </WorkspaceForm>
    </SettingsPage>
  );
}
