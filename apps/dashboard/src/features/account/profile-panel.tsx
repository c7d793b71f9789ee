'use client';

import { useState } from 'react';
import { Form, SubmitButton } from '@/ui/form';
import { Panel } from '@/ui/panel';
import { SavedNote } from '@/ui/saved-note';
import { TextField } from '@/ui/text-field';
import { useMe } from '@/workspace/me-context';
import { useAccountDeeds } from './account.queries';

export function ProfilePanel() {
  const me = useMe();
  const { rename } = useAccountDeeds();
  const [saves, setSaves] = useState(0);
  return (
    <Panel title="Profile" description="Colleagues see your name beside what you do.">
      <Form
        onSubmit={async ({ name = '' }) => {
          await rename(name);
          setSaves(saves + 1);
        }}
      >
        <TextField
          name="name"
          label="Name"
          autoComplete="name"
          maxLength={80}
          defaultValue={me.name}
          whenMissing="Enter your name."
          className="max-w-sm"
        />
        <div className="flex items-center gap-3">
          <SubmitButton look="outline">Save</SubmitButton>
          <SavedNote saves={saves}>Saved</SavedNote>
        </div>
      </Form>
    </Panel>
  );
}
