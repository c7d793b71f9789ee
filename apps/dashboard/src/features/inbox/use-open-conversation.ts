'use client';

import { usePathname } from 'next/navigation';
import { useCallback } from 'react';
import { conversationInPath, paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';

/**
 * Which conversation the URL opens, and how to open another. The address changes without asking the server:
 * with or without a conversation it is the same page, so opening one is as quick as drawing it.
 */
export function useOpenConversation() {
  const { tenant } = useWorkspace();
  const openId = conversationInPath(usePathname());
  const open = useCallback(
    (conversationId: string | null) =>
      window.history.pushState(null, '', paths.inbox(tenant.slug, conversationId)),
    [tenant.slug],
  );
  return { openId, open };
}
