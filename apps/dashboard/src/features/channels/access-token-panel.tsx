'use client';

import type { Channel } from '@parley/api-client';
import { useState } from 'react';
import { useWhyNot } from '@/shell/use-may';
import { Moment } from '@/time/moment';
import { useNow } from '@/time/use-now';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { Panel } from '@/ui/panel';
import { AccessTokenField } from './channel-fields';
import { expiryWords } from './channel-words';
import { useReplaceToken } from './channels.queries';

/** What can be told of a token that is never shown, and the way to put another in its place. */
export function AccessTokenPanel({ channel }: { channel: Channel }) {
  const whyNot = useWhyNot('channels.manage');
  const [isReplacing, setReplacing] = useState(false);
  return (
    <Panel
      title="Access token"
      description="Parley calls Meta with it. It is stored encrypted and never shown."
      action={
        <Button disabledReason={whyNot} onClick={() => setReplacing(true)}>
          Replace…
        </Button>
      }
      className="pt-3"
    >
      <TokenTraits token={channel.accessToken} />
      <ReplaceTokenDialog channel={channel} open={isReplacing} onOpenChange={setReplacing} />
    </Panel>
  );
}

function TokenTraits({ token }: { token: Channel['accessToken'] }) {
  const now = useNow();
  if (!token) return <p className="text-sm text-ink-muted">Stored before Parley kept its last characters.</p>;
  const { lastFour, fingerprint, setAt, expiresAt } = token;
  const expiry = expiryWords(expiresAt, now);
  return (
    <div className="text-sm leading-6">
      <p>
        <bdi>
          Ends in{' '}
          <code dir="ltr" className="font-medium">
            {lastFour}
          </code>
          <span className="text-ink-muted">
            , set <Moment at={setAt} look="ago" />
          </span>
        </bdi>
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-[13px] text-ink-muted">
        {expiresAt ? (
          <span>
            Good until <Moment at={expiresAt} look="dateAndTime" />
          </span>
        ) : (
          'It does not end, as far as Meta says.'
        )}
        {expiry ? <Badge tone={expiry.tone}>{expiry.word}</Badge> : null}
      </p>
      <p className="text-[13px] text-ink-muted">
        Fingerprint{' '}
        <code dir="ltr" className="wrap-anywhere">
          {fingerprint}
        </code>
      </p>
    </div>
  );
}

type DialogProps = {
  channel: Channel;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onReplaced?: () => void;
};

export function ReplaceTokenDialog({ channel, open, onOpenChange, onReplaced }: DialogProps) {
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
          onReplaced?.();
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
