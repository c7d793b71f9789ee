'use client';

import type { WebhookDelivery } from '@parley/api-client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { operatorPaths } from '@/shell/paths';
import { clockSeconds } from '@/time/calendar';
import { Badge } from '@/ui/badge';
import { bytesInWords } from '@/ui/bytes-in-words';
import { WorkspaceNames } from '../workspace-names';
import { webhookState } from './webhook-state';

type Props = {
  delivery: WebhookDelivery;
  /** The filters, to come back to. */
  query: string;
  row: Partial<ComponentProps<typeof Link>>;
};

const number = new Intl.NumberFormat('en');

/** One webhook of the log. A real link; the page behind it is not asked for before it is opened. */
export function WebhookRow({ delivery, query, row }: Props) {
  const { id, receivedAt, explodedAt, byteSize, elements, tenants } = delivery;
  const { tone, text } = webhookState(delivery);
  return (
    <li>
      <Link
        {...row}
        href={operatorPaths.webhook(id, query)}
        prefetch={false}
        className="grid min-h-12 cursor-default grid-cols-[auto_minmax(0,1fr)_auto_auto] items-center gap-x-4 px-5 py-2.5 text-sm leading-5 -outline-offset-2 transition-colors hover:bg-hover md:grid-cols-[4.5rem_minmax(0,1fr)_5rem_5rem_8.5rem_auto]"
      >
        <time dateTime={receivedAt} className="text-[13px] text-ink-muted tabular-nums">
          {clockSeconds(Date.parse(receivedAt))}
        </time>
        <span className="min-w-0 truncate">
          <WorkspaceNames tenants={tenants} none="no workspace" />
        </span>
        <span className="text-end text-[13px] text-ink-muted tabular-nums max-md:hidden">
          <bdi>
            {explodedAt
              ? `${number.format(elements.total)} ${elements.total === 1 ? 'part' : 'parts'}`
              : null}
          </bdi>
        </span>
        <span className="text-end text-[13px] text-ink-muted tabular-nums max-md:hidden">
          <bdi>{bytesInWords(byteSize)}</bdi>
        </span>
        <span className="flex justify-end">
          <Badge tone={tone}>
            <bdi>{text}</bdi>
          </Badge>
        </span>
        <ChevronRight aria-hidden="true" className="size-4 text-ink-faint rtl:-scale-x-100" />
      </Link>
    </li>
  );
}
