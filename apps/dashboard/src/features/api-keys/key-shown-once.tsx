'use client';

import type { NewApiKey } from '@parley/api-client';
import { useState } from 'react';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { curlWith } from './api-key-rules';

/** The only time that the key can be seen. It does not close by accident before the key was copied. */
export function KeyShownOnce({ apiKey, onClose }: { apiKey: NewApiKey; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const [isWarned, setWarned] = useState(false);
  const curl = curlWith(apiKey.token, apiKey.scopes, window.location.origin);
  const close = () => (isCopied || isWarned ? onClose() : setWarned(true));
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      staysOnOutsideClick
      size="wide"
      title={`Your new key: ${apiKey.name}`}
      description="Copy it now and keep it where you keep passwords. It is never shown again: we store only its hash."
    >
      <div className="flex flex-col gap-5">
        {isWarned && !isCopied ? (
          <Alert text="You have not copied the key. Close once more to go on without it; you would have to create another." />
        ) : null}
        <div className="flex flex-col gap-2 sm:flex-row">
          <code
            dir="ltr"
            tabIndex={0}
            aria-label="The key"
            className="min-w-0 flex-1 rounded-lg border border-line-strong bg-canvas px-3 py-2 text-[13px] leading-5 break-all select-all"
          >
            {apiKey.token}
          </code>
          <CopyButton
            look="primary"
            label="Copy the key"
            text={apiKey.token}
            onCopied={() => setCopied(true)}
            className="self-start max-sm:h-11 max-sm:w-full"
          />
        </div>
        {curl ? (
          <div>
            <div className="flex items-center justify-between">
              <p className="text-sm font-medium">Try it</p>
              <CopyButton label="Copy the command" text={curl} onCopied={() => setCopied(true)} />
            </div>
            <pre
              dir="ltr"
              tabIndex={0}
              aria-label="A command that uses the key"
              className="mt-1 rounded-lg bg-tooltip px-3.5 py-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap text-on-tooltip"
            >
              {curl}
            </pre>
          </div>
        ) : null}
        <DialogButtons>
          <Button onClick={close}>Done</Button>
        </DialogButtons>
      </div>
    </Dialog>
  );
}
