'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog, DialogButtons } from './dialog';
import { Form, SubmitButton } from './form';
import type { FaultWords } from './form-faults';
import { TextField } from './text-field';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question: "Remove Ben Ode?" */
  title: string;
  /** What will happen, in plain words. */
  children: ReactNode;
  /** What the button does: "Remove Ben". */
  confirmLabel: string;
  /** Has to be typed first: for what cannot be undone and reaches far. */
  typed?: string;
  words?: FaultWords;
  /** Closes the dialog when it resolves; what it throws is said in it. */
  onConfirm: () => Promise<unknown>;
};

/** Asks before something is taken away. */
export function ConfirmDialog(props: Props) {
  const { open, onOpenChange, title, children, confirmLabel, typed, words, onConfirm } = props;
  const submit = async () => {
    await onConfirm();
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={children}>
      <Form onSubmit={submit} {...(words && { words })}>
        {typed ? (
          <TextField
            name="confirmation"
            label={`Type ${typed} to confirm`}
            autoComplete="off"
            check={(value) => (value.trim() === typed ? null : `That is not ${typed}.`)}
          />
        ) : null}
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton look="danger">{confirmLabel}</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
