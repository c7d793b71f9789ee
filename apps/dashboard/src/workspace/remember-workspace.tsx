'use client';

import { useEffect } from 'react';
import { rememberWorkspace } from './last-workspace';

export function RememberWorkspace({ slug }: { slug: string }) {
  useEffect(() => rememberWorkspace(slug), [slug]);
  return null;
}
