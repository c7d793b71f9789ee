'use client';

import type { NewApiKey, Scope } from '@parley/api-client';
import { useState } from 'react';
import { useWorkspace } from '@/shell/workspace-context';
import { dateLabel } from '@/time/calendar';
import { Button } from '@/ui/button';
import { CheckboxList } from '@/ui/checkbox-list';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { useRoles } from '../roles/roles.queries';
import { expiryAfter, type Life, LIVES } from './api-key-rules';
import { useCreateApiKey } from './api-keys.queries';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (key: NewApiKey) => void;
};

export function CreateApiKeyDialog({ open, onOpenChange, onCreated }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title="Create an API key"
      description="For a program of yours. It acts for this workspace, and only within what you allow here."
    >
      <CreateForm onCancel={() => onOpenChange(false)} onCreated={onCreated} />
    </Dialog>
  );
}

function CreateForm({ onCancel, onCreated }: { onCancel: () => void; onCreated: Props['onCreated'] }) {
  const create = useCreateApiKey();
  const options = useScopeOptions();
  const [scopes, setScopes] = useState<readonly Scope[]>(['tenant.read']);
  const [life, setLife] = useState<Life>('90');
  return (
    <Form
      onSubmit={async ({ name = '' }) => {
        const expiresAt = expiryAfter(life, Date.now());
        onCreated(await create.mutateAsync({ name: name.trim(), scopes: [...scopes], expiresAt }));
      }}
    >
      <TextField
        name="name"
        label="Name"
        hint="What uses it, so that you know it again."
        placeholder="CRM sync"
        whenMissing="Give the key a name."
        autoComplete="off"
        maxLength={80}
      />
      <CheckboxList
        name="scopes"
        label="What it may do"
        hint="As little as it needs. What a key may do cannot be changed later."
        options={options}
        value={scopes}
        onChange={setScopes}
        check={(chosen) => (chosen.length === 0 ? 'Choose at least one thing that it may do.' : null)}
      />
      <Select
        label="Expires after"
        options={LIVES}
        value={life}
        onChange={setLife}
        hint={expiryHint(life)}
        className="sm:max-w-64"
      />
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton>Create the key</SubmitButton>
      </DialogButtons>
    </Form>
  );
}

function expiryHint(life: Life): string {
  const at = expiryAfter(life, Date.now());
  return at
    ? `It stops working on ${dateLabel(Date.parse(at))}.`
    : 'It works until somebody revokes it. Choose this only if you must.';
}

function useScopeOptions() {
  const { tenant } = useWorkspace();
  const permissions = useRoles().data?.permissions ?? [];
  return permissions
    .filter(({ heldByKeys }) => heldByKeys)
    .map(({ name, says }) => ({
      value: name as Scope,
      label: says,
      aside: name,
      disabledReason: tenant.me.permissions.includes(name) ? null : 'You may not do this yourself.',
    }));
}
