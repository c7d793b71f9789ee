'use client';

import type { ApiKey } from '@parley/api-client';
import { EllipsisVertical, KeyRound, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { distanceInWords } from '@/time/calendar';
import { Moment } from '@/time/moment';
import { useNow } from '@/time/use-now';
import { Badge, type BadgeTone } from '@/ui/badge';
import { iconButtonStyle } from '@/ui/icon-button';
import { Menu, MenuItem } from '@/ui/menu';
import { unusedSince, works } from './api-key-rules';

export type KeyAction = 'rename' | 'rotate' | 'revoke';

type Props = { apiKey: ApiKey; scopeWords: ReadonlyMap<string, string>; onAct: (action: KeyAction) => void };

const states: Record<ApiKey['state'], { tone: BadgeTone; word: string }> = {
  active: { tone: 'good', word: 'Active' },
  retiring: { tone: 'warning', word: 'Being replaced' },
  expired: { tone: 'plain', word: 'Expired' },
  revoked: { tone: 'plain', word: 'Revoked' },
};

export function ApiKeyItem({ apiKey, scopeWords, onAct }: Props) {
  const { name, prefix, lastFour, scopes, state, createdAt, createdByName } = apiKey;
  const { tone, word } = states[state];
  return (
    <li className="flex gap-4 px-5 py-4">
      <span
        aria-hidden="true"
        className="mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-xl bg-hover text-ink-muted max-sm:hidden"
      >
        <KeyRound className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="text-sm font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </h3>
          <Badge tone={tone}>{word}</Badge>
          <UnusedBadge apiKey={apiKey} />
        </div>
        <code dir="ltr" className="text-[13px] leading-6 text-ink-muted">
          {prefix}…{lastFour}
        </code>
        <dl className="mt-1.5 grid grid-cols-1 gap-x-8 gap-y-1 text-[13px] leading-5 sm:grid-cols-2">
          <Fact name="Last used">
            <LastUse apiKey={apiKey} />
          </Fact>
          <Fact name={works(apiKey) ? 'Expires' : 'Expiry'}>
            {apiKey.expiresAt ? <Moment at={apiKey.expiresAt} look="dateAndTime" /> : 'Never'}
          </Fact>
          <Fact name="Created">
            <Moment at={createdAt} look="date" /> by <bdi>{createdByName}</bdi>
          </Fact>
          <Fact name="Allows" className="sm:col-span-2">
            {scopes.map((scope) => scopeWords.get(scope) ?? scope).join(' · ')}
          </Fact>
        </dl>
      </div>
      {works(apiKey) ? <Actions apiKey={apiKey} onAct={onAct} /> : null}
    </li>
  );
}

function Actions({ apiKey, onAct }: Pick<Props, 'apiKey' | 'onAct'>) {
  const label = `Actions for ${apiKey.name}, ends in ${apiKey.lastFour}`;
  return (
    <Menu
      label={label}
      align="end"
      trigger={
        <button type="button" aria-label={label} className={iconButtonStyle}>
          <EllipsisVertical aria-hidden="true" />
        </button>
      }
    >
      <MenuItem
        icon={<RefreshCw />}
        disabledReason={apiKey.state === 'retiring' ? 'A new key has taken its place already.' : null}
        onClick={() => onAct('rotate')}
      >
        Rotate…
      </MenuItem>
      <MenuItem icon={<Pencil />} onClick={() => onAct('rename')}>
        Rename…
      </MenuItem>
      <MenuItem icon={<Trash2 />} isDanger onClick={() => onAct('revoke')}>
        Revoke…
      </MenuItem>
    </Menu>
  );
}

function Fact({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={`flex gap-2 ${className ?? ''}`}>
      <dt className="w-18 shrink-0 text-ink-muted">{name}</dt>
      <dd className="min-w-0">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function LastUse({ apiKey: { lastUsedAt, lastUsedAddress } }: { apiKey: ApiKey }) {
  if (!lastUsedAt) return 'Never';
  return (
    <>
      <Moment at={lastUsedAt} look="ago" />
      {lastUsedAddress ? (
        <>
          {' '}
          from <bdi dir="ltr">{lastUsedAddress}</bdi>
        </>
      ) : null}
    </>
  );
}

function UnusedBadge({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow();
  const since = unusedSince(apiKey, now);
  if (since === null) return null;
  return (
    <Badge tone="warning">
      {apiKey.lastUsedAt
        ? `Last used ${distanceInWords(since, now)}: still needed?`
        : 'Never used: still needed?'}
    </Badge>
  );
}
