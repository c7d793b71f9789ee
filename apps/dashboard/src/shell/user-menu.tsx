'use client';

import { Alert } from '@/ui/alert';
import { Avatar } from '@/ui/avatar';
import { Menu } from '@/ui/menu';
import { useMe } from '@/workspace/me-context';
import { PersonalItems } from './personal-items';
import { useSignOut } from './use-sign-out';

/** Who is signed in, at the foot of the sidebar. `wideOnly` is the class of what a narrow sidebar hides. */
export function UserMenu({ wideOnly }: { wideOnly: string }) {
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
            aria-label={`Signed in as ${me.name}`}
            className="flex h-11 w-full items-center gap-2.5 rounded-xl px-0.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover"
          >
            <Avatar id={me.id} name={me.name} className="size-8 text-xs" />
            <span className={`${wideOnly} min-w-0 flex-1`}>
              <bdi className="block truncate text-[13px] leading-5 font-medium">{me.name}</bdi>
              <bdi dir="ltr" className="block truncate text-xs leading-4 text-ink-faint">
                {me.email}
              </bdi>
            </span>
          </button>
        }
      >
        <PersonalItems onSignOut={leave} />
      </Menu>
    </div>
  );
}
