'use client';

import type { Channel } from '@parley/api-client';
import { type ReactNode, useState } from 'react';
import { useWhyNot } from '@/shell/use-may';
import { Button } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { Panel } from '@/ui/panel';
import { SavedNote } from '@/ui/saved-note';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { useChannelHealth, useConnectionSteps } from '../channel-care.queries';
import { codeFault, digitsIn, isUpTheLadder, pinFault } from './registration-rules';

const METHODS = [
  { value: 'SMS', label: 'By SMS' },
  { value: 'VOICE', label: 'By a call' },
] as const;

/** The steps on which a number comes to Meta. Shown where it is not there yet; behind a button where it is. */
export function RegistrationPanel({ channel }: { channel: Channel }) {
  const whyNot = useWhyNot('channels.manage');
  const { data: health } = useChannelHealth(channel.id);
  const [isOpen, setOpen] = useState(false);
  const isNeeded = health?.facts ? !isUpTheLadder(health.facts.state) : false;
  const isShown = isNeeded || isOpen;
  return (
    <div id="registration" className="scroll-mt-6">
      <Panel
        title="Registration at Meta"
        description={
          isNeeded
            ? 'The number is not registered yet. Take these steps in order; those that are done already may be left out.'
            : 'Only needed for a number that is new at Meta, or was taken off the Cloud API.'
        }
        action={
          isNeeded ? null : (
            <Button aria-expanded={isOpen} disabledReason={whyNot} onClick={() => setOpen(!isOpen)}>
              {isOpen ? 'Hide the steps' : 'Show the steps'}
            </Button>
          )
        }
        className={isShown ? 'pt-2' : 'p-0 pb-4'}
      >
        {isShown ? <Steps channelId={channel.id} whyNot={whyNot} /> : null}
      </Panel>
    </div>
  );
}

function Steps({ channelId, whyNot }: { channelId: string; whyNot: string | null }) {
  const steps = useConnectionSteps(channelId);
  const [method, setMethod] = useState<'SMS' | 'VOICE'>('SMS');
  if (whyNot) return <p className="text-[13px] text-ink-muted">{whyNot}</p>;
  return (
    <ol className="divide-y divide-line">
      <Step
        number={1}
        title="Have a code told"
        label="Ask for the code"
        done="It is on its way"
        onSubmit={() => steps.requestCode(method, 'en_US')}
      >
        <Select label="How" options={METHODS} value={method} onChange={setMethod} className="sm:w-56" />
      </Step>
      <Step
        number={2}
        title="Say the code"
        label="Verify"
        done="The number is verified"
        onSubmit={({ code = '' }) => steps.verify(digitsIn(code))}
      >
        <TextField
          name="code"
          label="Code"
          hint="As the message or the voice told it."
          whenMissing="Enter the code."
          autoComplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          check={codeFault}
          className="sm:w-56"
        />
      </Step>
      <Step
        number={3}
        title="Register it with its PIN"
        label="Register"
        done="The number is registered"
        onSubmit={({ pin = '' }) => steps.register(digitsIn(pin))}
      >
        <TextField
          name="pin"
          label="PIN"
          hint="The six digits of two-step verification: the number's own, or those that it is to have. Write them down."
          whenMissing="Enter six digits."
          autoComplete="off"
          inputMode="numeric"
          dir="ltr"
          check={pinFault}
          className="sm:max-w-sm"
        />
      </Step>
    </ol>
  );
}

type StepProps = {
  number: number;
  title: string;
  /** What the button does. */
  label: string;
  done: string;
  onSubmit: (values: Record<string, string>) => Promise<void>;
  children: ReactNode;
};

function Step({ number, title, label, done, onSubmit, children }: StepProps) {
  const [times, setTimes] = useState(0);
  return (
    <li className="py-4 first:pt-2 last:pb-0">
      <h3 className="mb-3 flex items-center gap-2.5 text-sm font-semibold">
        <span
          aria-hidden="true"
          className="flex size-5.5 shrink-0 items-center justify-center rounded-full bg-hover text-xs tabular-nums"
        >
          {number}
        </span>
        {title}
      </h3>
      <Form
        aria-label={title}
        onSubmit={async (values) => {
          await onSubmit(values);
          setTimes((count) => count + 1);
        }}
        className="gap-3.5 sm:ps-8"
      >
        {children}
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton look="outline">{label}</SubmitButton>
          <SavedNote saves={times}>{done}</SavedNote>
        </div>
      </Form>
    </li>
  );
}
