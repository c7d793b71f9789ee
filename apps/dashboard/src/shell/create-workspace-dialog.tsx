'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { WorkspaceNameFields } from '@/features/set-up/workspace-name-fields';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { paths } from './paths';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

const words = { slug_taken: { field: 'slug', text: 'Another workspace has this address already.' } };

/** For whoever runs the installation: a workspace of its own, with them as its owner. */
export function CreateWorkspaceDialog({ open, onOpenChange }: Props) {
  const router = useRouter();
  const create = useCreateWorkspace();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create a workspace"
      description="It has its own numbers, people and conversations. You will be its owner."
    >
      <Form
        words={words}
        onSubmit={async ({ name = '', slug = '' }) => {
          const created = await create.mutateAsync({ name: name.trim(), slug });
          onOpenChange(false);
          router.push(paths.inbox(created.slug));
        }}
      >
        <WorkspaceNameFields nameField="name" slugField="slug" name="" slug="" />
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Create</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
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
