'use client';

import { Alert } from '@/ui/alert';
import { Avatar } from '@/ui/avatar';
import { Menu } from '@/ui/menu';
import { useMe } from '@/workspace/me-context';
import { PersonalItems } from './personal-items';
import { useSignOut } from './use-sign-out';

/** Who is signed in, at the foot of the sidebar. The classes say what a wide and a narrow sidebar show. */
export function UserMenu({ wideOnly, narrowOnly }: { wideOnly: string; narrowOnly: string }) {
  const me = useMe();
  const { leave, fault } = useSignOut();
  return (
    <div className="min-w-0 flex-1">
      {fault ? <Alert text={fault} className={`${wideOnly} mb-2 whitespace-normal`} /> : null}
      <Menu
        label="Your account"
        side="top"
        className="w-56"
        trigger={
          <button
            type="button"
            className="flex h-11 w-full items-center gap-2.5 rounded-xl px-0.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover"
          >
            <Avatar id={me.id} name={me.name} className="size-8 text-xs" />
            <span className={`${wideOnly} min-w-0 flex-1`}>
              <span className="block truncate text-[13px] leading-5 font-medium">
                <bdi>{me.name}</bdi>
              </span>
              <span className="block truncate text-xs leading-4 text-ink-faint">
                <bdi dir="ltr">{me.email}</bdi>
              </span>
            </span>
            <span className={`${narrowOnly} sr-only`}>{me.name}</span>
            <span className="sr-only">, your account</span>
          </button>
        }
      >
        <PersonalItems onSignOut={leave} />
      </Menu>
    </div>
  );
}
