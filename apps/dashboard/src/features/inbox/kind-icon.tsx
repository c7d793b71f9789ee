import {
  Ban,
  CircleHelp,
  Contact,
  FileText,
  Hand,
  Image as ImageIcon,
  Info,
  LayoutTemplate,
  ListChecks,
  type LucideIcon,
  MapPin,
  Mic,
  MousePointerClick,
  Pencil,
  Phone,
  ShoppingBag,
  SmilePlus,
  Sticker,
  Video,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  image: ImageIcon,
  video: Video,
  audio: Mic,
  voice: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: Contact,
  reaction: SmilePlus,
  interactive: ListChecks,
  button: MousePointerClick,
  order: ShoppingBag,
  template: LayoutTemplate,
  call: Phone,
  call_end: Phone,
  edit: Pencil,
  revoke: Ban,
  request_welcome: Hand,
  media_placeholder: FileText,
  system: Info,
};

export function KindIcon({ type, className }: { type: string; className?: string }) {
  const Icon = icons[type] ?? CircleHelp;
  return <Icon aria-hidden="true" className={className} />;
}
