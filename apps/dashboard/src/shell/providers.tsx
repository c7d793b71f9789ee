'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { ConfirmationProvider } from '@/confirmation/confirmation';
import { QueryProvider } from '@/data/query-provider';
import { DialogSurroundings } from '@/ui/dialog';
import { TooltipProvider } from '@/ui/tooltip';

export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
        <QueryProvider>
          <TooltipProvider delay={400}>
            <DialogSurroundings value={ConfirmationProvider}>
              <ConfirmationProvider>{children}</ConfirmationProvider>
            </DialogSurroundings>
          </TooltipProvider>
        </QueryProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
