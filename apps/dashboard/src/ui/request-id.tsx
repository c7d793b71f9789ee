'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** The id under which the API logged a failed call, to hand to whoever runs the installation. */
export function RequestId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className="inline-flex max-w-full items-center gap-1.5 rounded-md py-1 text-[11px] leading-4 text-ink-muted hover:text-ink [&_svg]:size-3.5 [&_svg]:shrink-0"
    >
      <span className="break-all">
        Request{' '}
        <bdi dir="ltr" className="font-mono">
          {id}
        </bdi>
      </span>
      {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span className="sr-only" aria-live="polite">
        {copied ? 'Copied' : 'Copy the request id'}
      </span>
    </button>
  );
}
