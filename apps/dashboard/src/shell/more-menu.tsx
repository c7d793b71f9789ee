'use client';

import { Menu, MenuSeparator } from '@/ui/menu';
import { Avatar } from '@/ui/avatar';
import { useMe } from '@/workspace/me-context';
import { PersonalItems } from './personal-items';
import { useSignOut } from './use-sign-out';
import { WorkspaceItems } from './workspace-items';

/** On a narrow screen: the other workspaces and what belongs to the person, in one menu. */
export function MoreMenu({ className }: { className: string }) {
  const me = useMe();
  const { leave, fault } = useSignOut();
  return (
    <>
      <Menu
        label="Workspaces and account"
        side="top"
        align="end"
        className="w-72 max-w-[calc(100vw-1rem)]"
        trigger={
          <button type="button" className={className}>
            <Avatar id={me.id} name={me.name} className="size-5 text-[9px]" />
            You
            <span className="sr-only">: workspaces and account</span>
          </button>
        }
      >
        <WorkspaceItems />
        <MenuSeparator />
        <PersonalItems onSignOut={leave} />
      </Menu>
      <span role="alert" className="sr-only">
        {fault}
      </span>
    </>
  );
}
