'use client';

import { TriangleAlert } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { paths } from '@/shell/paths';
import { useMay } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { TextLink } from '@/ui/text-link';
import { heldAmong } from './held-numbers';
import { useChannels } from './channels.queries';

/** For whoever may put it in order, on every other page until it is. */
export function HeldBanner() {
  const mayManage = useMay('channels.manage');
  const { tenant } = useWorkspace();
  const pathname = usePathname();
  const [first, ...others] = heldAmong(useChannels().data);
  // There, each number says it itself.
  const isShown = mayManage && first !== undefined && pathname !== paths.channels(tenant.slug);
  return (
    <div role="status">
      {isShown ? (
        <div className="flex items-start gap-2.5 border-b border-warning/20 bg-warning-soft px-4 py-2.5 text-[13px] leading-5 md:px-6">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
          <p className="min-w-0 flex-1 text-pretty">
            <bdi>
              <strong className="font-semibold text-warning">
                <bdi>{first.name}</bdi>
                {others.length > 0 ? ` and ${others.length} more cannot send.` : ' cannot send.'}
              </strong>{' '}
              {others.length > 0 ? null : <span className="max-lg:hidden">{first.held.sentence} </span>}
              Messages wait.
            </bdi>
          </p>
          <TextLink href={paths.channels(tenant.slug)} className="shrink-0">
            Put it in order
          </TextLink>
        </div>
      ) : null}
    </div>
  );
}
