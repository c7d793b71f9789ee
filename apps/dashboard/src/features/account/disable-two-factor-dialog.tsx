'use client';

import type { ReactElement } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { useAccountDeeds } from './account.queries';

type Props = { open: boolean; onOpenChange: (open: boolean) => void; trigger: ReactElement };

export function DisableTwoFactorDialog({ open, onOpenChange, trigger }: Props) {
  const { disableTwoFactor } = useAccountDeeds();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      trigger={trigger}
      title="Turn off two-factor sign-in?"
      description="Your password alone then opens your account. The recovery codes are void, and the entry in your app is of no use any more."
    >
      <Form
        onSubmit={async () => {
          await disableTwoFactor();
          onOpenChange(false);
        }}
      >
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Keep it on</Button>
          <SubmitButton look="danger">Turn off</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
