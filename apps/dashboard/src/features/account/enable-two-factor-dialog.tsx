'use client';

import type { TwoFactorSecret } from '@parley/api-client';
import { useState } from 'react';
import { CodeField, codeIn } from '@/ui/code-field';
import { CopyButton } from '@/ui/copy-button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { Button } from '@/ui/button';
import { useAccountDeeds } from './account.queries';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

type Step =
  { name: 'explain' } | { name: 'scan'; secret: TwoFactorSecret } | { name: 'codes'; codes: string[] };

const titles = {
  explain: 'Turn on two-factor sign-in',
  scan: 'Connect your authenticator app',
  codes: 'Keep your recovery codes',
};

/** What it is, the secret and its proof, the recovery codes: three steps, and nothing is on before the second is done. */
export function EnableTwoFactorDialog({ open, onOpenChange }: Props) {
  const { meChanged } = useAccountDeeds();
  const [step, setStep] = useState<Step>({ name: 'explain' });
  const change = (isOpen: boolean) => {
    onOpenChange(isOpen);
    if (isOpen) return;
    if (step.name === 'codes') void meChanged();
    setStep({ name: 'explain' });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={titles[step.name]}
      staysOnOutsideClick={step.name !== 'explain'}
    >
      {step.name === 'explain' ? (
        <Explain onSecret={(secret) => setStep({ name: 'scan', secret })} onCancel={() => change(false)} />
      ) : step.name === 'scan' ? (
        <Scan secret={step.secret} onCodes={(codes) => setStep({ name: 'codes', codes })} />
      ) : (
        <RecoveryCodes codes={step.codes} onDone={() => change(false)} />
      )}
    </Dialog>
  );
}

function Explain({
  onSecret,
  onCancel,
}: {
  onSecret: (secret: TwoFactorSecret) => void;
  onCancel: () => void;
}) {
  const { beginTwoFactor } = useAccountDeeds();
  return (
    <Form onSubmit={async () => onSecret(await beginTwoFactor())}>
      <div className="text-sm leading-6 text-ink-muted">
        <p>
          You need an authenticator app on your phone, such as Aegis, 2FAS, Google Authenticator or 1Password.
        </p>
        <p className="mt-2">
          When you sign in, Parley then asks for the six digits that the app shows. Nothing changes before you
          have entered such a code here.
        </p>
      </div>
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton>Continue</SubmitButton>
      </DialogButtons>
    </Form>
  );
}

function Scan({
  secret: { secret, uri },
  onCodes,
}: {
  secret: TwoFactorSecret;
  onCodes: (codes: string[]) => void;
}) {
  const { activateTwoFactor } = useAccountDeeds();
  return (
    <Form
      words={{
        invalid_code: {
          field: 'code',
          text: 'This code does not fit. Enter the one shown now; if it goes on, check that the phone has the right time.',
        },
      }}
      onSubmit={async ({ code }) => onCodes(await activateTwoFactor(codeIn(code)))}
    >
      <div className="flex flex-col gap-5 sm:flex-row">
        <QrCode text={uri} label="QR code for your authenticator app" />
        <div className="min-w-0 text-sm leading-6 text-ink-muted">
          <p>Scan this with the app. Or type this key into it:</p>
          <p className="mt-1.5 flex items-start gap-1">
            <bdi dir="ltr" className="min-w-0 py-1 font-mono text-[13px] wrap-anywhere text-ink">
              {secret.replace(/(.{4})(?=.)/g, '$1 ')}
            </bdi>
            <CopyButton text={secret} label="Copy the key" />
          </p>
        </div>
      </div>
      <CodeField label="Code that the app shows" hint={null} autoFocus />
      <DialogButtons>
        <SubmitButton>Turn on</SubmitButton>
      </DialogButtons>
    </Form>
  );
}
