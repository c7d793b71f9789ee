'use client';

import { useState } from 'react';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { RadioCards } from '@/ui/radio-cards';
import { TextAreaField } from '@/ui/text-area-field';
import { type Role, roleName, ROLES, roleSays } from '../roles/role-names';
import { readEmailList } from './email-list';
import { InviteResults } from './invite-results';
import { whyNotInvite } from './member-rules';
import { useInviteEach } from './use-invite-each';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Several people at once; what became of each is shown before it closes. */
export function InviteDialog({ open, onOpenChange }: Props) {
  const { tenant } = useWorkspace();
  const invitations = useInviteEach();
  const hasResults = invitations.outcomes.length > 0;
  const change = (isOpen: boolean) => {
    if (!isOpen) invitations.forget();
    onOpenChange(isOpen);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="wide"
      staysOnOutsideClick={hasResults}
      title={hasResults ? 'Invitations' : 'Invite people'}
      description={
        hasResults
          ? 'Each link lets one person in, once, within seven days.'
          : `They get a link with which they join ${tenant.name}.`
      }
    >
      {hasResults ? (
        <InviteResults invitations={invitations} onClose={() => change(false)} />
      ) : (
        <InviteForm onSubmit={invitations.invite} onCancel={() => change(false)} />
      )}
    </Dialog>
  );
}

type FormProps = { onSubmit: (addresses: string[], role: Role) => Promise<void>; onCancel: () => void };

function InviteForm({ onSubmit, onCancel }: FormProps) {
  const { tenant } = useWorkspace();
  const [text, setText] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const { addresses } = readEmailList(text);
  return (
    <Form onSubmit={() => onSubmit(addresses, role)}>
      <TextAreaField
        name="email"
        label="E-mail addresses"
        hint="One or many: paste a list with commas, spaces or a line for each."
        whenMissing="Whom do you want to invite?"
        autoComplete="off"
        dir="ltr"
        inputMode="email"
        spellCheck={false}
        rows={3}
        check={faultIn}
        onChange={(event) => setText(event.target.value)}
        aside={
          <span aria-live="polite" className="text-[13px] text-ink-muted">
            {addresses.length > 1 ? `${addresses.length} people` : ''}
          </span>
        }
      />
      <RadioCards
        label="Role"
        value={role}
        onChange={setRole}
        options={ROLES.map((one) => ({
          value: one,
          label: roleName(one),
          says: roleSays[one],
          disabledReason: whyNotInvite(one, tenant.me.role),
        }))}
      />
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton>{addresses.length > 1 ? `Invite ${addresses.length} people` : 'Invite'}</SubmitButton>
      </DialogButtons>
    </Form>
  );
}

function faultIn(text: string): string | null {
  const { faulty, addresses } = readEmailList(text);
  if (faulty.length > 0) {
    const few = faulty.slice(0, 5).join(', ') + (faulty.length > 5 ? ', …' : '');
    return `${few} ${faulty.length > 1 ? 'are not e-mail addresses' : 'is not an e-mail address'}.`;
  }
  return addresses.length === 0 ? 'There is no e-mail address in this.' : null;
}
