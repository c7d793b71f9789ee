'use client';

import type { SetUpState } from '@parley/api-client';
import { leaveFor } from '@/features/sign-in/leave-for';
import { NewPasswordField } from '@/features/passwords/new-password-field';
import { publicApi } from '@/data/api';
import { asProblem, unwrap } from '@/data/problem';
import { tokenIn } from '@/link-token/token-in';
import { useLinkToken } from '@/link-token/use-link-token';
import { OutsidePage } from '@/shell/outside-page';
import { paths, sitePaths } from '@/shell/paths';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';
import { SetUpTokenField } from './set-up-token-field';
import { WorkspaceNameFields } from './workspace-name-fields';

type Props = { suggested: SetUpState['suggestedTenant'] };

/** The first account of an installation: it owns the first workspace and runs the whole. */
export function SetUpPage({ suggested }: Props) {
  const { token, forget } = useLinkToken('set-up');
  return (
    <OutsidePage
      title="Create the owner account"
      lead="Nobody has an account here yet. This one owns the first workspace and runs the installation; you can invite others afterwards."
    >
      <Form
        words={{
          slug_taken: {
            field: 'tenantSlug',
            text: 'Another workspace has this address. Choose a different one.',
          },
          invalid_set_up_token: {
            field: 'token',
            text: 'This set-up link is not right, or a newer one has taken its place.',
          },
        }}
        onSubmit={async ({
          token: pasted = '',
          name = '',
          email = '',
          password = '',
          tenantName = '',
          tenantSlug = '',
        }) => {
          const proof = token ?? tokenIn(pasted) ?? pasted;
          try {
            unwrap(
              await publicApi.POST('/api/v1/set-up', {
                body: { token: proof, name, email, password, tenantName, tenantSlug },
              }),
            );
          } catch (error) {
            const { code } = asProblem(error);
            if (code === 'set_up_done') return leaveFor(sitePaths.setUp);
            // The field for it then appears.
            if (code === 'invalid_set_up_token') forget();
            throw error;
          }
          forget();
          return leaveFor(paths.inbox(tenantSlug));
        }}
      >
        {token === null ? <SetUpTokenField /> : null}
        <TextField
          name="name"
          label="Your name"
          autoComplete="name"
          maxLength={80}
          autoFocus
          whenMissing="Enter your name, as your team knows you."
        />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          hint="You sign in with it."
          whenMissing="Enter your e-mail address."
        />
        <NewPasswordField />
        <hr className="border-line" />
        <WorkspaceNameFields
          nameField="tenantName"
          slugField="tenantSlug"
          name={suggested?.name ?? ''}
          slug={suggested?.slug ?? ''}
        />
        <SubmitButton>Create the account</SubmitButton>
      </Form>
    </OutsidePage>
  );
}
