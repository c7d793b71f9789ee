'use client';

import type { Member } from '@parley/api-client';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type ApiProblem, asProblem } from '@/data/problem';
import { OnlyWith } from '@/shell/only-with';
import { useOpenInUrl } from '@/shell/use-open-in-url';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { Table } from '@/ui/table';
import { SettingsPage } from '../settings/settings-page';
import { InvitationsPanel } from './invitations-panel';
import { InviteDialog } from './invite-dialog';
import { MemberRow } from './member-row';
import { useMembers } from './members.queries';
import { RemoveMemberDialog } from './remove-member-dialog';

export function MembersPage() {
  const [isInviting, setInviting] = useOpenInUrl('invite');
  const whyNotManage = useWhyNot('members.manage');
  return (
    <SettingsPage
      title="Members"
      description="The people who work in this workspace, and what each of them may do."
      action={
        <Button look="primary" disabledReason={whyNotManage} onClick={() => setInviting(true)}>
          <UserPlus aria-hidden="true" /> Invite people
        </Button>
      }
    >
      <OnlyWith permission="members.read" what="the members">
        <MemberTable />
        <InvitationsPanel />
      </OnlyWith>
      {whyNotManage ? null : <InviteDialog open={isInviting} onOpenChange={setInviting} />}
    </SettingsPage>
  );
}

function MemberTable() {
  const query = useMembers();
  const { tenant } = useWorkspace();
  const whyNotManage = useWhyNot('members.manage');
  const [removing, setRemoving] = useState<Member | null>(null);
  const [refusal, setRefusal] = useState<{ member: Member; problem: ApiProblem } | null>(null);

  if (query.isPending) return <MembersSkeleton />;
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="the members"
        onRetry={() => void query.refetch()}
      />
    );
  }
  const owners = query.data.filter(({ role }) => role === 'owner').length;
  return (
    <div className="flex flex-col gap-3">
      {refusal ? (
        <Alert
          text={refusalText(refusal)}
          requestId={refusal.problem.requestId}
          retryAt={refusal.problem.retryAt}
        />
      ) : null}
      <Table label="Members" columns={columns}>
        {query.data.map((member) => (
          <MemberRow
            key={member.id}
            situation={{ member, owners, whyNotManage, myRole: tenant.me.role }}
            member={member}
            onRemove={() => setRemoving(member)}
            onRefused={(problem) => setRefusal(problem && { member, problem })}
          />
        ))}
      </Table>
      <RemoveMemberDialog member={removing} onClose={() => setRemoving(null)} />
    </div>
  );
}

const columns = [
  { name: 'Name' },
  { name: 'Role' },
  { name: 'Two-factor', className: 'max-xl:hidden' },
  { name: 'Joined', className: 'max-md:hidden' },
  { name: 'Actions', isHidden: true },
];

function refusalText({ member, problem }: { member: Member; problem: ApiProblem }): string {
  const unchanged = `The role of ${member.name} was not changed.`;
  if (problem.code === 'changed_meanwhile') {
    return `${unchanged} Somebody else has just changed it; the list shows it as it is now.`;
  }
  return `${unchanged} ${problem.isOutage ? 'Parley did not answer. Try again in a moment.' : problem.message}`;
}

function MembersSkeleton() {
  return (
    <LoadingRegion
      label="Loading the members"
      className="overflow-hidden rounded-2xl border border-line bg-surface"
    >
      <div className="h-10 border-b border-line bg-canvas" />
      {['w-40', 'w-32', 'w-48', 'w-36'].map((width) => (
        <div key={width} className="flex h-[65px] items-center gap-3 border-b border-line px-5 last:border-0">
          <Skeleton className="size-9 rounded-full" />
          <div className="flex-1">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="mt-2 h-3 w-52" />
          </div>
          <Skeleton className="h-8 w-24 rounded-lg" />
          <Skeleton className="h-3.5 w-24 max-md:hidden" />
        </div>
      ))}
    </LoadingRegion>
  );
}
