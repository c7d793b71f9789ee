'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { DialogButtons } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { useMe } from '@/workspace/me-context';

/** Shown this one time: the API keeps only what is needed to recognise them. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { email } = useMe();
  const [isKept, setKept] = useState(false);
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="warning">
        If your phone is lost, one of these lets you in instead of a code, each once. They are shown only now.
      </Notice>
      <ol
        dir="ltr"
        aria-label="Recovery codes"
        className="grid grid-cols-1 justify-items-center gap-x-4 gap-y-1.5 rounded-xl border border-line bg-canvas px-4 py-4 font-mono text-[13px] sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            download(codes, email);
            setKept(true);
          }}
        >
          <Download aria-hidden="true" /> Download
        </Button>
        <span className="contents" onClick={() => setKept(true)}>
          <CopyButton text={codes.join('\n')} label="Copy all" look="words" />
        </span>
      </div>
      <DialogButtons>
        <Button look={isKept ? 'primary' : 'outline'} onClick={onDone}>
          I have kept them
        </Button>
      </DialogButtons>
    </div>
  );
}

function download(codes: string[], email: string): void {
  const text = `Recovery codes for ${email} at ${window.location.origin}\nEach works once, instead of a code of the authenticator app.\n\n${codes.join('\n')}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'parley-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}
