'use client';

import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Panel } from '@/ui/panel';
import { useMe } from '@/workspace/me-context';
import { DisableTwoFactorDialog } from './disable-two-factor-dialog';
import { EnableTwoFactorDialog } from './enable-two-factor-dialog';
import { RenewCodesDialog } from './renew-codes-dialog';

const FEW_CODES = 3;

export function TwoFactorPanel() {
  const { twoFactor, recoveryCodesLeft } = useMe();
  const [open, setOpen] = useState<'enable' | 'disable' | 'renew' | null>(null);
  const openOf = (name: NonNullable<typeof open>) => ({
    open: open === name,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? name : null),
  });
  return (
    <Panel
      title="Two-factor sign-in"
      description="Besides your password, a code from an app on your phone. A stolen password alone then opens nothing."
      action={
        twoFactor ? (
          <Badge tone="good">
            <ShieldCheck aria-hidden="true" /> On
          </Badge>
        ) : (
          <Badge>
            <ShieldOff aria-hidden="true" /> Off
          </Badge>
        )
      }
    >
      {twoFactor ? (
        <div className="flex flex-col gap-4">
          {recoveryCodesLeft < FEW_CODES ? (
            <Notice tone="warning">
              {recoveryCodesLeft === 0 ? 'No recovery code is left.' : `${codes(recoveryCodesLeft)} left.`}{' '}
              Without your phone you could not sign in. Make new ones.
            </Notice>
          ) : (
            <p className="text-sm text-ink-muted">{codes(recoveryCodesLeft)} left, each good once.</p>
          )}
          <div className="flex flex-wrap gap-2">
            <RenewCodesDialog {...openOf('renew')} trigger={<Button>New recovery codes</Button>} />
            <DisableTwoFactorDialog
              {...openOf('disable')}
              trigger={<Button look="danger-outline">Turn off</Button>}
            />
          </div>
        </div>
      ) : (
        <Button onClick={() => setOpen('enable')}>Turn on</Button>
      )}
      {/* Outside the branch: it still shows the recovery codes when two-factor sign-in is on already. */}
      <EnableTwoFactorDialog {...openOf('enable')} />
    </Panel>
  );
}

const codes = (n: number): string => `${n} recovery code${n === 1 ? '' : 's'}`;
