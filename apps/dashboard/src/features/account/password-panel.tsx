'use client';

import { useState } from 'react';
import { NewPasswordField } from '@/features/passwords/new-password-field';
import { Form, SubmitButton } from '@/ui/form';
import { Panel } from '@/ui/panel';
import { PasswordField } from '@/ui/password-field';
import { SavedNote } from '@/ui/saved-note';
import { useMe } from '@/workspace/me-context';
import { useAccountDeeds } from './account.queries';

export function PasswordPanel() {
  const me = useMe();
  const { changePassword } = useAccountDeeds();
  const [changes, setChanges] = useState(0);
  return (
    <Panel title="Password" description="Changing it signs you out on every other device.">
      <Form
        // A new form each time: what was typed must not stay.
        key={changes}
        words={{
          wrong_password: { field: 'currentPassword', text: 'This is not your password.' },
          too_many_attempts: 'There were too many attempts.',
        }}
        onSubmit={async ({ currentPassword = '', newPassword = '' }) => {
          await changePassword(currentPassword, newPassword);
          setChanges(changes + 1);
        }}
      >
        {/* For password managers, which ask whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
        <div className="grid max-w-2xl items-start gap-5 sm:grid-cols-2">
          <PasswordField
            name="currentPassword"
            label="Current password"
            autoComplete="current-password"
            whenMissing="Enter your current password."
          />
          <NewPasswordField name="newPassword" label="New password" />
        </div>
        <div className="flex items-center gap-3">
          <SubmitButton look="outline">Change the password</SubmitButton>
          <SavedNote saves={changes}>Changed. Other devices are signed out.</SavedNote>
        </div>
      </Form>
    </Panel>
  );
}
