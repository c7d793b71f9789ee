'use client';

import type { Session } from '@parley/api-client';
import { Monitor, Smartphone, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { Moment } from '@/time/moment';
import { Alert } from '@/ui/alert';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { useAccountDeeds } from './account.queries';
import { deviceOf } from './device';

const icons = { computer: <Monitor />, phone: <Smartphone />, program: <SquareTerminal /> };

export function SessionRow({ session }: { session: Session }) {
  const { endSession } = useAccountDeeds();
  const [isEnding, setEnding] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const device = deviceOf(session.userAgent);

  const end = async () => {
    setEnding(true);
    setFault(null);
    try {
      await endSession(session.id);
    } catch (error) {
      setFault(error);
      setEnding(false);
    }
  };
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-start gap-x-3.5 gap-y-3 sm:flex-nowrap sm:items-center">
        <span
          aria-hidden="true"
          className="flex size-10 shrink-0 items-center justify-center rounded-xl bg-hover text-ink-muted [&_svg]:size-5"
        >
          {icons[device.kind]}
        </span>
        <div className="min-w-0 flex-1 basis-48">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
            {device.name}
            {session.isCurrent ? <Badge tone="good">This device</Badge> : null}
          </p>
          <p className="mt-0.5 text-[13px] leading-5 text-ink-muted">
            {session.isCurrent ? (
              'Active now'
            ) : (
              <>
                Last active <Moment at={session.lastSeenAt} look="ago" />
              </>
            )}
            {session.address ? (
              <>
                {' · '}
                <bdi dir="ltr" className="wrap-anywhere">
                  {session.address}
                </bdi>
              </>
            ) : null}
            {' · '}signed in <Moment at={session.createdAt} look="date" />
          </p>
        </div>
        {session.isCurrent ? null : (
          <Button
            size="small"
            isPending={isEnding}
            // Below the words on a narrow screen, not below the icon.
            className="max-sm:ms-13.5"
            aria-label={`Sign out ${device.name}`}
            onClick={() => void end()}
          >
            Sign out
          </Button>
        )}
      </div>
      {fault ? <Alert className="mt-3" text={`It is still signed in. ${asProblem(fault).message}`} /> : null}
    </li>
  );
}
