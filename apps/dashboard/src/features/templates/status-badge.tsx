import {
  Archive,
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Flag,
  Hourglass,
  Lock,
  type LucideIcon,
  PencilLine,
  Scale,
  Trash2,
} from 'lucide-react';
import { Badge } from '@/ui/badge';
import { statusWords } from './template-words';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  draft: PencilLine,
  pending: Hourglass,
  approved: CircleCheck,
  rejected: CircleX,
  paused: CirclePause,
  disabled: Ban,
  flagged: Flag,
  in_appeal: Scale,
  limit_exceeded: Ban,
  locked: Lock,
  archived: Archive,
  pending_deletion: Trash2,
  deleted: Trash2,
};

export function StatusIcon({ status, className }: { status: string; className?: string }) {
  const Icon = (Object.hasOwn(ICONS, status) ? ICONS[status] : undefined) ?? CircleDashed;
  return <Icon aria-hidden="true" className={className} />;
}

/** What has become of a template: a sign and a word, and a colour that only helps. */
export function StatusBadge({ status }: { status: string }) {
  const { word, tone } = statusWords(status);
  return (
    <Badge tone={tone}>
      <StatusIcon status={status} />
      {word}
    </Badge>
  );
}
