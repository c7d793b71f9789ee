'use client';

import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';
import { AccessTokenField, NameField, PhoneField } from '../channel-fields';
import { metaIdFault } from '../channel-rules';
import type { CloudStep } from './cloud-steps';
import type { ConnectDraft } from './draft';
import { WhereAtMeta } from './where-at-meta';

type ValueStep = Exclude<CloudStep, 'name'>;
type ValueProps = {
  step: ValueStep;
  value: string;
  onChange: (value: string) => void;
  onSubmit: (value: string) => Promise<void>;
  onBack: () => void;
  /** Meta found a fault; one may know better. Null where it has not. */
  onGoOn: (() => void) | null;
};

const TITLES: Readonly<Record<ValueStep, string>> = {
  accessToken: 'Which access token may Parley use?',
  phoneNumberId: 'Which number is it?',
  wabaId: 'Which WhatsApp account has it?',
};

/** One value of Meta's: what it is, where it is found, and whether Meta takes it. */
export function ValueForm({ step, value, onChange, onSubmit, onBack, onGoOn }: ValueProps) {
  return (
    <Form aria-label={TITLES[step]} onSubmit={(values) => onSubmit((values[step] ?? '').trim())}>
      <h2 className="text-[17px] leading-6 font-semibold text-balance">{TITLES[step]}</h2>
      {step === 'accessToken' ? (
        <AccessTokenField
          autoFocus
          defaultValue={value}
          hint="Of a system user, without an end. It is stored encrypted, never shown again, and not kept when you reload this page."
        />
      ) : (
        <TextField
          name={step}
          label={step === 'phoneNumberId' ? 'Phone number ID' : 'WhatsApp Business Account ID'}
          whenMissing={
            step === 'phoneNumberId' ? 'You find it under the number.' : 'You find it on the same page.'
          }
          defaultValue={value}
          onChange={(event) => onChange(event.target.value.trim())}
          autoFocus
          autoComplete="off"
          dir="ltr"
          inputMode="numeric"
          check={metaIdFault}
          className="sm:max-w-sm"
        />
      )}
      <WhereAtMeta step={step} />
      <Buttons onBack={onBack}>
        {onGoOn ? (
          <Button look="quiet" onClick={onGoOn}>
            Go on all the same
          </Button>
        ) : null}
        <SubmitButton>{onGoOn ? 'Check again' : 'Check and go on'}</SubmitButton>
      </Buttons>
    </Form>
  );
}

const words = {
  number_taken:
    'This number is connected already, here or in another workspace. A number belongs to one workspace at a time; it has to be disconnected there first.',
};

type NameProps = {
  draft: ConnectDraft;
  onChange: (change: Partial<ConnectDraft>) => void;
  onSubmit: (name: string, displayPhoneNumber: string) => Promise<void>;
  onBack: () => void;
};

/** What we need beside Meta's values. With it, the number is connected. */
export function NameForm({ draft, onChange, onSubmit, onBack }: NameProps) {
  return (
    <Form
      aria-label="What is it called here?"
      words={words}
      onSubmit={({ name = '', displayPhoneNumber = '' }) => onSubmit(name, displayPhoneNumber)}
    >
      <h2 className="text-[17px] leading-6 font-semibold text-balance">What is it called here?</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        <NameField
          autoFocus
          defaultValue={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <PhoneField
          defaultValue={draft.displayPhoneNumber}
          onChange={(event) => onChange({ displayPhoneNumber: event.target.value })}
        />
      </div>
      <Buttons onBack={onBack}>
        <SubmitButton>Connect the number</SubmitButton>
      </Buttons>
    </Form>
  );
}

function Buttons({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-4">
      <Button look="quiet" onClick={onBack} className="me-auto -ms-2.5">
        Back
      </Button>
      {children}
    </div>
  );
}
