'use client';

import type { ApiKey, NewApiKey } from '@parley/api-client';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { OnlyWith } from '@/shell/only-with';
import { useWhyNot } from '@/shell/use-may';
import { useOpenInUrl } from '@/shell/use-open-in-url';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { useRoles } from '../roles/roles.queries';
import { SettingsPage } from '../settings/settings-page';
import { RenameDialog, RevokeDialog, RotateDialog } from './api-key-dialogs';
import { ApiKeyItem, type KeyAction } from './api-key-item';
import { works } from './api-key-rules';
import { useApiKeys } from './api-keys.queries';
import { CreateApiKeyDialog } from './create-api-key-dialog';
import { KeyShownOnce } from './key-shown-once';

export function ApiKeysPage() {
  const [isCreating, setCreating] = useOpenInUrl('create');
  const [shown, setShown] = useState<NewApiKey | null>(null);
  const whyNot = useWhyNot('api_keys.manage');
  const create = (
    <Button look="primary" disabledReason={whyNot} onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" /> Create a key
    </Button>
  );
  return (
    <SettingsPage
      title="API keys"
      description="With a key, a program of yours reads and changes what belongs to this workspace."
      action={create}
    >
      <OnlyWith permission="api_keys.manage" what="the API keys">
        <Keys createButton={create} onNew={setShown} />
        <CreateApiKeyDialog
          open={isCreating}
          onOpenChange={setCreating}
          onCreated={(key) => {
            setCreating(false);
            setShown(key);
          }}
        />
      </OnlyWith>
      {shown ? <KeyShownOnce apiKey={shown} onClose={() => setShown(null)} /> : null}
    </SettingsPage>
  );
}

function Keys({ createButton, onNew }: { createButton: React.ReactNode; onNew: (key: NewApiKey) => void }) {
  const query = useApiKeys();
  const [act, setAct] = useState<{ action: KeyAction; apiKey: ApiKey } | null>(null);
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading the API keys">
        <Skeleton className="h-[280px] rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="the API keys"
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={<KeyRound />}
        title="No API keys yet"
        className="rounded-2xl border border-dashed border-line-strong"
        action={createButton}
      >
        A key is for one program, for example the one that brings your orders into conversations. You say what
        it may do, and you can take it away at any time.
      </EmptyState>
    );
  }
  const closeDialog = () => setAct(null);
  const list = (title: string, keys: ApiKey[]) =>
    keys.length > 0 ? (
      <KeyList title={title} keys={keys} onAct={(action, apiKey) => setAct({ action, apiKey })} />
    ) : null;
  return (
    <>
      {list('Keys that work', query.data.filter(works))}
      {list(
        'Keys that no longer work',
        query.data.filter((key) => !works(key)),
      )}
      {act?.action === 'rename' ? <RenameDialog apiKey={act.apiKey} onClose={closeDialog} /> : null}
      {act?.action === 'revoke' ? <RevokeDialog apiKey={act.apiKey} onClose={closeDialog} /> : null}
      {act?.action === 'rotate' ? (
        <RotateDialog
          apiKey={act.apiKey}
          onClose={closeDialog}
          onRotated={(key) => {
            closeDialog();
            onNew(key);
          }}
        />
      ) : null}
    </>
  );
}

type KeyListProps = { title: string; keys: ApiKey[]; onAct: (action: KeyAction, apiKey: ApiKey) => void };

function KeyList({ title, keys, onAct }: KeyListProps) {
  const permissions = useRoles().data?.permissions ?? [];
  const scopeWords = new Map<string, string>(permissions.map(({ name, says }) => [name, says]));
  return (
    <section aria-label={title}>
      <h2 className="mb-2.5 text-[13px] font-medium text-ink-muted">{title}</h2>
      <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-sm">
        {keys.map((apiKey) => (
          <ApiKeyItem
            key={apiKey.id}
            apiKey={apiKey}
            scopeWords={scopeWords}
            onAct={(action) => onAct(action, apiKey)}
          />
        ))}
      </ul>
    </section>
  );
}
