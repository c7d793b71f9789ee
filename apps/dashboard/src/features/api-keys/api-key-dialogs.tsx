'use client';

import type { ApiKey, NewApiKey } from '@parley/api-client';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { type Overlap, OVERLAPS } from './api-key-rules';
import { useRenameApiKey, useRevokeApiKey, useRotateApiKey } from './api-keys.queries';

type Props = { apiKey: ApiKey; onClose: () => void };

export function RotateDialog({
  apiKey,
  onClose,
  onRotated,
}: Props & { onRotated: (key: NewApiKey) => void }) {
  const rotate = useRotateApiKey(apiKey.id);
  const [overlap, setOverlap] = useState<Overlap>('24');
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Rotate ${apiKey.name}?`}
      description="You get a new key that may do the same. Put it in place of the old one before that stops working."
    >
      <Form onSubmit={async () => onRotated(await rotate.mutateAsync(Number(overlap)))}>
        <Select
          label="The old key goes on working for"
          options={OVERLAPS}
          value={overlap}
          onChange={setOverlap}
        />
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Rotate</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}

export function RenameDialog({ apiKey, onClose }: Props) {
  const rename = useRenameApiKey(apiKey.id);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Rename the key">
      <Form
        words={{
          changed_meanwhile: 'Somebody else has just changed this key. Close this to see it as it is now.',
        }}
        onSubmit={async ({ name = '' }) => {
          await rename.mutateAsync({ name: name.trim(), version: apiKey.version });
          onClose();
        }}
      >
        <TextField
          name="name"
          label="Name"
          defaultValue={apiKey.name}
          whenMissing="Give the key a name."
          autoComplete="off"
          maxLength={80}
        />
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Rename</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}

export function RevokeDialog({ apiKey, onClose }: Props) {
  const revoke = useRevokeApiKey(apiKey.id);
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Revoke ${apiKey.name}?`}
      confirmLabel="Revoke"
      onConfirm={() => revoke.mutateAsync()}
    >
      Whatever uses the key that ends in{' '}
      <code dir="ltr" className="font-medium text-ink">
        {apiKey.lastFour}
      </code>{' '}
      is refused from this moment on. This cannot be undone.
    </ConfirmDialog>
  );
}
