'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { popupItemStyle } from '@/ui/popup';
import { useMe } from '@/workspace/me-context';
import { sameSectionIn } from './paths';
import { useWorkspace } from './workspace-context';
import { WorkspaceTile } from './workspace-tile';

/** The visitor's workspaces as entries of a menu. Each is a link to the same section over there. */
export function WorkspaceItems() {
  const { tenant } = useWorkspace();
  const { tenants } = useMe();
  const pathname = usePathname();
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-muted">
        Your workspaces
      </Base.GroupLabel>
      {tenants.map(({ slug, name, role }) => (
        <Base.LinkItem
          key={slug}
          closeOnClick
          label={name}
          aria-current={slug === tenant.slug ? 'true' : undefined}
          render={<Link href={sameSectionIn(slug, pathname)} prefetch={false} />}
          className={popupItemStyle}
        >
          <WorkspaceTile slug={slug} name={name} className="size-7 rounded-lg text-[13px]" />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">
              <bdi>{name}</bdi>
            </span>
            <span className="block text-xs leading-4 text-ink-muted capitalize">{role}</span>
          </span>
          {slug === tenant.slug ? <Check aria-hidden="true" className="text-accent-ink" /> : null}
        </Base.LinkItem>
      ))}
    </Base.Group>
  );
}
