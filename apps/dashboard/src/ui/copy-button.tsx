'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { IconButton } from './icon-button';

const CONFIRMED_FOR_MS = 2_000;

type Props = {
  text: string;
  /** What is copied: "Copy the key". */
  label: string;
  /** With `words` the label is written out; an icon alone otherwise. */
  look?: 'icon' | 'words' | 'primary';
  className?: string;
  onCopied?: () => void;
};

/** Puts a text on the clipboard and says that it did, or that it could not. */
export function CopyButton({ text, label, look = 'icon', className, onCopied }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = window.setTimeout(() => setOutcome(null), CONFIRMED_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    const hasWorked = await copyText(text);
    setOutcome(hasWorked ? 'copied' : 'failed');
    if (hasWorked) onCopied?.();
  };
  const said =
    outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Not copied: select the text instead' : '';
  const icon = outcome === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  return (
    <>
      {look === 'icon' ? (
        <IconButton
          aria-label={label}
          hint={said || label}
          icon={icon}
          onClick={() => void copy()}
          className={classNames('size-8', outcome === 'copied' && 'text-accent-ink', className)}
        />
      ) : (
        <Button
          look={look === 'primary' ? 'primary' : 'outline'}
          onClick={() => void copy()}
          className={className}
        >
          {icon}
          {/* Both texts share one place, so that the button keeps its width. */}
          <span className="grid *:col-start-1 *:row-start-1">
            <span className={classNames(outcome && 'invisible')}>{label}</span>
            <span aria-hidden="true" className={classNames(!outcome && 'invisible')}>
              {outcome === 'failed' ? 'Not copied' : 'Copied'}
            </span>
          </span>
        </Button>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

/** Without https there is no clipboard to write to, except through a selection. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  const focused = document.activeElement;
  // Inside an open dialog: the focus may not leave it.
  (focused?.closest('[role=dialog],[role=alertdialog]') ?? document.body).append(field);
  field.select();
  const hasWorked = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return hasWorked;
}
