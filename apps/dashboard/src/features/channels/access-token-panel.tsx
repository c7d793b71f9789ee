'use client';

import type { Channel } from '@parley/api-client';
import { useState } from 'react';
import { useWhyNot } from '@/shell/use-may';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { AccessTokenField } from './channel-fields';
import { useReplaceToken } from './channels.queries';

/** What can be told of a token that is never shown, and the way to put another in its place. */
export function AccessTokenPanel({ channel }: { channel: Channel }) {
  const whyNot = useWhyNot('channels.manage');
  const [isReplacing, setReplacing] = useState(false);
  const { accessToken, simulated } = channel;
  if (simulated) return null;
  return (
    <div className="flex items-center gap-6 border-t border-line px-5 py-4">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">Access token</p>
        <p className="mt-0.5 text-[13px] leading-5 text-ink-muted">
          {accessToken ? (
            <>
              Ends in{' '}
              <code dir="ltr" className="text-ink">
                {accessToken.lastFour}
              </code>
              , set <Moment at={accessToken.setAt} look="ago" />.{' '}
              <span className="block">
                Fingerprint{' '}
                <code dir="ltr" className="wrap-anywhere">
                  {accessToken.fingerprint}
                </code>
              </span>
            </>
          ) : (
            'Stored before Parley kept its last characters.'
          )}
        </p>
      </div>
      <Button size="small" disabledReason={whyNot} onClick={() => setReplacing(true)}>
        Replace…
      </Button>
      <ReplaceTokenDialog channel={channel} open={isReplacing} onOpenChange={setReplacing} />
    </div>
  );
}

type DialogProps = { channel: Channel; open: boolean; onOpenChange: (open: boolean) => void };

function ReplaceTokenDialog({ channel, open, onOpenChange }: DialogProps) {
  const replace = useReplaceToken(channel.id);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`A new token for ${channel.name}`}
      description="From then on, Parley sends with this one. The old one is forgotten."
    >
      <Form
        onSubmit={async ({ accessToken = '' }) => {
          await replace.mutateAsync(accessToken);
          onOpenChange(false);
        }}
      >
        <AccessTokenField hint="It is stored encrypted and never shown again." />
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Replace the token</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
