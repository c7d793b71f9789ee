'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';
import { paths } from './paths';
import { faultInSlug, slugFromName } from './slug-from-name';

const words = { slug_taken: { field: 'slug', text: 'Another workspace has this address already.' } };

/** For whoever runs the installation: a workspace of its own, with them as its owner. */
export function CreateWorkspaceDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      {...props}
      title="Create a workspace"
      description="It has its own numbers, people and conversations. You will be its owner."
    >
      <CreateWorkspaceForm onCancel={() => props.onOpenChange(false)} />
    </Dialog>
  );
}

function CreateWorkspaceForm({ onCancel }: { onCancel: () => void }) {
  const router = useRouter();
  const create = useCreateWorkspace();
  const [name, setName] = useState('');
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  return (
    <Form
      words={words}
      onSubmit={async (values) => {
        const { slug } = await create.mutateAsync({
          name: (values['name'] ?? '').trim(),
          slug: values['slug'] ?? '',
        });
        router.push(paths.inbox(slug));
        onCancel();
      }}
    >
      <TextField
        name="name"
        label="Name"
        whenMissing="What is the workspace called?"
        autoComplete="organization"
        maxLength={80}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="slug"
        label="Address"
        hint="A part of every link into the workspace. It stays as it is."
        whenMissing="Choose an address of small letters and digits."
        prefix="/t/"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        check={faultInSlug}
        value={ownSlug ?? slugFromName(name)}
        onChange={(event) => setOwnSlug(event.target.value.toLowerCase())}
      />
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton>Create</SubmitButton>
      </DialogButtons>
    </Form>
  );
}

function useCreateWorkspace() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name: string; slug: string }) =>
      unwrap(await api.POST('/api/v1/tenants', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.me() }),
  });
}
