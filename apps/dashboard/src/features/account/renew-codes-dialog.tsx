'use client';

import { type ReactElement, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { useAccountDeeds } from './account.queries';
import { RecoveryCodes } from './recovery-codes';

type Props = { open: boolean; onOpenChange: (open: boolean) => void; trigger: ReactElement };

export function RenewCodesDialog({ open, onOpenChange, trigger }: Props) {
  const { renewRecoveryCodes, meChanged } = useAccountDeeds();
  const [codes, setCodes] = useState<string[] | null>(null);
  const change = (isOpen: boolean) => {
    onOpenChange(isOpen);
    if (!isOpen) setCodes(null);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={trigger}
      title={codes ? 'Keep your recovery codes' : 'Make new recovery codes?'}
      description={codes ? undefined : 'You get ten new ones. Those from before stop working at once.'}
      staysOnOutsideClick={codes !== null}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => change(false)} />
      ) : (
        <Form
          onSubmit={async () => {
            setCodes(await renewRecoveryCodes());
            void meChanged();
          }}
        >
          <DialogButtons>
            <Button onClick={() => change(false)}>Cancel</Button>
            <SubmitButton>Make new codes</SubmitButton>
          </DialogButtons>
        </Form>
      )}
    </Dialog>
  );
}
