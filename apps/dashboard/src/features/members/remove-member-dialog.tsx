'use client';

import type { Member } from '@parley/api-client';
import { useWorkspace } from '@/shell/workspace-context';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { useRemoveMember } from './members.queries';

const words = {
  last_owner: 'This is the last owner. Make somebody else an owner first.',
  owner_only: 'Only owners can remove owners.',
  not_found: 'They are no longer a member; somebody else has removed them.',
};

export function RemoveMemberDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const { tenant } = useWorkspace();
  const remove = useRemoveMember();
  if (!member) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove ${member.name}?`}
      confirmLabel="Remove"
      words={words}
      onConfirm={() => remove.mutateAsync(member.id)}
    >
      <ul className="ms-4 list-disc">
        <li>
          They can no longer open <bdi>{tenant.name}</bdi>, from this moment on.
        </li>
        <li>Conversations assigned to them are free for others again.</li>
        <li>What they did stays in the audit trail. You can invite them again later.</li>
      </ul>
    </ConfirmDialog>
  );
}
