'use client';

import type { Conversation } from '@parley/api-client';
import { ChevronDown, UserRoundPlus, UserRoundX } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { useMembers } from '@/features/members/members.queries';
import { useWhyNot } from '@/shell/use-may';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { type Choice, ChoiceMenu } from '@/ui/menu';
import { useAssign } from './assignment.queries';

const NOBODY = 'nobody';

/** Who takes care of the conversation, and the way to give it to somebody. */
export function AssigneeMenu({ conversation }: { conversation: Conversation }) {
  const { assignee } = conversation;
  const whyNot = useWhyNot('conversations.assign');
  const { data: members = [] } = useMembers();
  const { mutate, error } = useAssign(conversation);
  const assignedId = members.find(({ id }) => id === assignee?.memberId)?.userId ?? assignee?.memberId;
  const face = (
    <Button size="small" disabledReason={whyNot} className="max-w-52 min-w-0 px-2">
      {assignee ? (
        <Avatar id={assignedId ?? ''} name={assignee.name} className="size-5 text-[9px]" />
      ) : (
        <UserRoundPlus aria-hidden="true" className="text-ink-muted" />
      )}
      <span className="min-w-0 truncate max-sm:sr-only">
        <span className="sr-only">{assignee ? 'Assigned to ' : 'Not assigned. '}</span>
        {assignee ? <bdi>{assignee.name}</bdi> : 'Assign'}
      </span>
      <ChevronDown aria-hidden="true" className="shrink-0 text-ink-faint" />
    </Button>
  );
  return (
    <div className="flex shrink-0 flex-col items-end">
      {whyNot ? (
        face
      ) : (
        <ChoiceMenu
          label="Assign to"
          align="end"
          className="w-60"
          trigger={face}
          value={assignee?.memberId ?? NOBODY}
          choices={choicesOf(members)}
          onChoose={(id) => {
            const member = members.find((one) => one.id === id);
            if (id !== (assignee?.memberId ?? NOBODY))
              mutate(member ? { memberId: member.id, name: member.name } : null);
          }}
        />
      )}
      <span role="alert" className="max-w-52 truncate text-xs text-danger empty:hidden">
        {error ? `Not assigned. ${asProblem(error).message}` : ''}
      </span>
    </div>
  );
}

/** The visitor first: to take a conversation is what one does most. Viewers cannot take care of one. */
function choicesOf(members: readonly AssignableMember[]): Choice<string>[] {
  const people = members
    .filter(({ role }) => role !== 'viewer')
    .toSorted((one, other) => Number(other.isMe) - Number(one.isMe) || one.name.localeCompare(other.name));
  return [
    { value: NOBODY, label: 'Nobody', icon: <UserRoundX /> },
    ...people.map(({ id, userId, name, isMe }) => ({
      value: id,
      label: isMe ? `${name} (you)` : name,
      icon: <Avatar id={userId} name={name} className="size-5 text-[9px]" />,
    })),
  ];
}

type AssignableMember = { id: string; userId: string; name: string; role: string; isMe: boolean };
