import { X } from 'lucide-react';
import { Button } from './button';

/** At the end of a bar of filters, while there are any. */
export function ClearFilters({ onClear, className }: { onClear: () => void; className?: string }) {
  return (
    <Button look="quiet" size="small" onClick={onClear} className={className}>
      <X aria-hidden="true" /> Clear the filters
    </Button>
  );
}
