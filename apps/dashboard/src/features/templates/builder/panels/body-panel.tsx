'use client';

import { Panel } from '@/ui/panel';
import type { PartProps } from './part-props';
import { messageKindOf } from '../draft/kinds';
import { LIMITS } from '../draft/limits';
import { TextEditor } from '../text/text-editor';

const LINES = 6;

export function BodyPanel({ form, dispatch }: PartProps) {
  const isOffer = messageKindOf(form) === 'offer';
  return (
    <Panel title="Body" description="The words themselves. They cannot begin or end with a variable.">
      <TextEditor
        form={form}
        dispatch={dispatch}
        type="BODY"
        card={null}
        label="Body"
        limit={isOffer ? LIMITS.bodyWithOffer : LIMITS.body}
        lines={LINES}
      />
    </Panel>
  );
}
