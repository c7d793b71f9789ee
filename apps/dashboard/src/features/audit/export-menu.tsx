'use client';

import { Download, FileJson, FileSpreadsheet } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import type { AuditFilters } from './audit-filters';
import { useExportAudit } from './audit.queries';

/** A file of what the filters let through. */
export function ExportMenu({ filters }: { filters: AuditFilters }) {
  const { mutate, isPending, error } = useExportAudit(filters);
  const problem = error ? asProblem(error) : null;
  return (
    <div className="flex flex-col items-end gap-2">
      <Menu
        label="Export"
        align="end"
        trigger={
          <Button isPending={isPending}>
            <Download aria-hidden="true" /> Export
          </Button>
        }
      >
        <MenuItem icon={<FileSpreadsheet />} onClick={() => mutate('csv')}>
          CSV, for a spreadsheet
        </MenuItem>
        <MenuItem icon={<FileJson />} onClick={() => mutate('ndjson')}>
          NDJSON, for a program
        </MenuItem>
      </Menu>
      {problem && problem.code !== 'confirmation_declined' ? (
        <Alert
          text={`Nothing was exported. ${problem.message}`}
          requestId={problem.requestId}
          retryAt={problem.retryAt}
        />
      ) : null}
    </div>
  );
}
