'use client';

import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { AccessTokenField, NumberFields } from './channel-fields';
import { useConnectNumber } from './channels.queries';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

const words = {
  number_taken:
    'This number is connected already, here or in another workspace. A number belongs to one workspace at a time; it has to be disconnected there first.',
};

export function ConnectNumberDialog({ open, onOpenChange }: Props) {
  const connect = useConnectNumber();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title="Connect a number"
      description="A number of the WhatsApp Business Platform, which you have registered with Meta."
    >
      <Form
        words={words}
        onSubmit={async ({
          name = '',
          phoneNumberId = '',
          wabaId = '',
          displayPhoneNumber = '',
          accessToken = '',
        }) => {
          await connect.mutateAsync({ name, phoneNumberId, wabaId, displayPhoneNumber, accessToken });
          onOpenChange(false);
        }}
      >
        <NumberFields />
        <AccessTokenField hint="Of a system user, without an end. It is stored encrypted and never shown again." />
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Connect</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
