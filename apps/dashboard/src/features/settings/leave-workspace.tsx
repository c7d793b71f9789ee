'use client';

import { useWorkspace } from '@/shell/workspace-context';
import { sitePaths } from '@/shell/paths';
import { useOpenInUrl } from '@/shell/use-open-in-url';
import { leaveFor } from '@/features/sign-in/leave-for';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Panel } from '@/ui/panel';
import { useLeaveWorkspace } from './workspace.queries';

const words = {
  last_owner: 'You are the last owner. Make somebody else an owner first, on the page of members.',
};

export function LeaveWorkspace() {
  const { tenant } = useWorkspace();
  const [isOpen, setOpen] = useOpenInUrl('leave');
  const leave = useLeaveWorkspace();
  return (
    <Panel
      title="Leave this workspace"
      tone="danger"
      description="You lose access at once, and need a new invitation to come back."
      className="pt-4"
    >
      <Button look="danger-outline" onClick={() => setOpen(true)}>
        Leave…
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Leave ${tenant.name}?`}
        confirmLabel="Leave the workspace"
        typed={tenant.slug}
        words={words}
        onConfirm={async () => {
          await leave.mutateAsync();
          await leaveFor(sitePaths.front);
        }}
      >
        You lose access at once. Conversations assigned to you are free for others again. To come back,
        somebody has to invite you.
      </ConfirmDialog>
    </Panel>
  );
}
