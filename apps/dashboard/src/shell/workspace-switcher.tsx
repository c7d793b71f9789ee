'use client';

import { ChevronsUpDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { useMe } from '@/workspace/me-context';
import { CreateWorkspaceDialog } from './create-workspace-dialog';
import { useWorkspace } from './workspace-context';
import { WorkspaceItems } from './workspace-items';
import { WorkspaceTile } from './workspace-tile';

/** Which workspace this is, and the way to the others. The classes say what a wide and a narrow sidebar show. */
export function WorkspaceSwitcher({ wideOnly, narrowOnly }: { wideOnly: string; narrowOnly: string }) {
  const { tenant } = useWorkspace();
  const { isOperator } = useMe();
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <Menu
        label="Workspaces"
        className="w-64 max-w-[calc(100vw-1rem)]"
        trigger={
          <button
            type="button"
            className="flex h-11 w-full items-center gap-2.5 rounded-xl px-0.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover"
          >
            <WorkspaceTile slug={tenant.slug} name={tenant.name} />
            <span className={`${wideOnly} min-w-0 flex-1`}>
              <span className="block truncate text-sm leading-5 font-semibold">
                <bdi>{tenant.name}</bdi>
              </span>
              <span className="block text-xs leading-4 text-ink-faint capitalize">
                {tenant.me.role ?? 'Workspace'}
              </span>
            </span>
            <span className={`${narrowOnly} sr-only`}>{tenant.name}</span>
            <span className="sr-only">, switch to another workspace</span>
            <ChevronsUpDown
              aria-hidden="true"
              className={`${wideOnly} me-1.5 size-4 shrink-0 text-ink-faint`}
            />
          </button>
        }
      >
        <WorkspaceItems />
        {isOperator ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Plus />} onClick={() => setCreating(true)}>
              Create a workspace…
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {isOperator ? <CreateWorkspaceDialog open={isCreating} onOpenChange={setCreating} /> : null}
    </>
  );
}
