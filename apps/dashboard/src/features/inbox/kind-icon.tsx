import {
  CircleHelp,
  Contact,
  FileText,
  Image as ImageIcon,
  Info,
  ListChecks,
  type LucideIcon,
  MapPin,
  Mic,
  MousePointerClick,
  ShoppingBag,
  SmilePlus,
  Sticker,
  Video,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  image: ImageIcon,
  video: Video,
  audio: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: Contact,
  reaction: SmilePlus,
  interactive: ListChecks,
  button: MousePointerClick,
  order: ShoppingBag,
  system: Info,
};

export function KindIcon({ type, className }: { type: string; className?: string }) {
  const Icon = icons[type] ?? CircleHelp;
  return <Icon aria-hidden="true" className={className} />;
}
