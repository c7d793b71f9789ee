'use client';

import { useMe } from '@/workspace/me-context';
import { useInboundState } from './queues/inbound-state.queries';
import { SettledField } from '@/ui/settled-field';
import { isWorkspaceAddress } from './workspace-address';

type Props = { value: string | null; onChange: (slug: string | null) => void; className?: string };

/**
 * A workspace by its address. Nobody is told all workspaces, so it is typed; the visitor's own and those with something
 * waiting are suggested.
 */
export function WorkspaceField(props: Props) {
  const { tenants } = useMe();
  const waiting = useInboundState('now-and-then').data?.tenants ?? [];
  const names = new Map([...waiting, ...tenants].map(({ slug, name }) => [slug, name]));
  return (
    <SettledField
      {...props}
      label="Workspace"
      hint="Its address, as in /t/acme."
      suggestions={[...names].map(([value, label]) => ({ value, label }))}
      check={(text) =>
        isWorkspaceAddress(text) ? null : 'An address has small letters, digits and hyphens.'
      }
    />
  );
}
