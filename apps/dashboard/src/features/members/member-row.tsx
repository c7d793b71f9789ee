'use client';

import type { Member } from '@parley/api-client';
import { ChevronDown, EllipsisVertical, LogOut, ShieldCheck, UserMinus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ApiProblem, asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Moment } from '@/time/moment';
import { Avatar } from '@/ui/avatar';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { iconButtonStyle } from '@/ui/icon-button';
import { ChoiceMenu, Menu, MenuItem, MenuLink } from '@/ui/menu';
import { cellStyle } from '@/ui/table';
import { roleName, ROLES, roleSays } from '../roles/role-names';
import { whyNoOtherRole, whyNotRemove, whyNotRole } from './member-rules';
import { useChangeRole } from './members.queries';

type Props = {
  member: Member;
  situation: Parameters<typeof whyNotRole>[0];
  onRemove: () => void;
  /** Null when the last try has worked. */
  onRefused: (problem: ApiProblem | null) => void;
};

export function MemberRow({ member, situation, onRemove, onRefused }: Props) {
  const { tenant } = useWorkspace();
  const { id, userId, name, email, twoFactor, joinedAt, isMe } = member;
  return (
    <tr data-member-id={id}>
      <th scope="row" className={`${cellStyle} font-normal`}>
        <span className="flex items-center gap-3">
          <Avatar id={userId} name={name} className="size-9 text-[13px] max-sm:hidden" />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              <bdi className="font-medium wrap-anywhere">{name}</bdi>
              {isMe ? <Badge>You</Badge> : null}
            </span>
            <span className="block text-[13px] leading-5 wrap-anywhere text-ink-muted">
              <bdi dir="ltr">{email}</bdi>
            </span>
          </span>
        </span>
      </th>
      <td className={cellStyle}>
        <RoleControl member={member} situation={situation} onRefused={onRefused} />
      </td>
      <td className={`${cellStyle} max-xl:hidden`}>
        {twoFactor ? (
          <Badge tone="good">
            <ShieldCheck aria-hidden="true" /> On
          </Badge>
        ) : (
          <Badge>Off</Badge>
        )}
      </td>
      <td className={`${cellStyle} whitespace-nowrap text-ink-muted max-md:hidden`}>
        <Moment at={joinedAt} look="date" />
      </td>
      <td className={`${cellStyle} w-0`}>
        <Menu
          label={`Actions for ${name}`}
          align="end"
          trigger={
            <button type="button" aria-label={`Actions for ${name}`} className={iconButtonStyle}>
              <EllipsisVertical aria-hidden="true" />
            </button>
          }
        >
          {isMe ? (
            <MenuLink icon={<LogOut />} href={`${paths.settings(tenant.slug)}?open=leave`}>
              Leave the workspace…
            </MenuLink>
          ) : (
            <MenuItem
              icon={<UserMinus />}
              isDanger
              disabledReason={whyNotRemove(situation)}
              onClick={onRemove}
            >
              Remove from the workspace…
            </MenuItem>
          )}
        </Menu>
      </td>
    </tr>
  );
}

function RoleControl({ member, situation, onRefused }: Omit<Props, 'onRemove'>) {
  const router = useRouter();
  const { mutate } = useChangeRole();
  const label = `Role of ${member.name}: ${roleName(member.role)}`;
  const disabledReason = whyNoOtherRole(situation);
  const face = (
    <Button
      size="small"
      aria-label={label}
      disabledReason={disabledReason}
      className="w-26 justify-between max-sm:w-24"
    >
      {roleName(member.role)}
      <ChevronDown aria-hidden="true" className="text-ink-faint" />
    </Button>
  );
  if (disabledReason) return face;
  return (
    <ChoiceMenu
      label={`Role of ${member.name}`}
      trigger={face}
      className="max-w-80"
      value={member.role}
      choices={ROLES.map((role) => ({
        value: role,
        label: roleName(role),
        says: roleSays[role],
        disabledReason: whyNotRole(situation, role),
      }))}
      onChoose={(role) => {
        if (role === member.role) return;
        mutate(
          { member, role },
          {
            onSuccess: () => {
              onRefused(null);
              // Whoever has changed themselves may now do less, or more.
              if (member.isMe) router.refresh();
            },
            onError: (error) => onRefused(asProblem(error)),
          },
        );
      }}
    />
  );
}
