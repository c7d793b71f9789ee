import type { PreviewHeader as Header } from '@parley/api-client';
import { FileText, Image, MapPin, Play, ShoppingBag } from 'lucide-react';
import type { ReactNode } from 'react';
import { pictureOf, textIn } from './preview-words';
import { PreviewText } from './preview-text';

type Props = { header: Header; marksVariables?: boolean };

/** What stands above the words: a line of text, or what a file or a place looks like. */
export function PreviewHeader({ header, marksVariables = false }: Props) {
  switch (header.kind) {
    case 'text':
      return (
        <PreviewText
          runs={header.text ?? []}
          marksVariables={marksVariables}
          className="px-2.5 pt-1.5 text-[15px] leading-5 font-semibold"
        />
      );
    case 'document':
      return <Document name={textIn(header.value, 'filename')} />;
    case 'location':
      return <Place name={textIn(header.value, 'name')} address={textIn(header.value, 'address')} />;
    case 'video':
      return (
        <Picture header={header} label="Video">
          <span className="flex size-12 items-center justify-center rounded-full bg-black/55 text-white">
            <Play className="ms-0.5 size-5 fill-current" />
          </span>
        </Picture>
      );
    case 'gif':
      return (
        <Picture header={header} label="GIF">
          <span className="rounded-full bg-black/55 px-3 py-1.5 text-xs font-semibold text-white">GIF</span>
        </Picture>
      );
    case 'product':
      return (
        <Picture header={header} label="Product">
          <ShoppingBag className="size-9" />
        </Picture>
      );
    default:
      return (
        <Picture header={header} label="Picture">
          <Image className="size-9" />
        </Picture>
      );
  }
}

function Picture({ header, label, children }: { header: Header; label: string; children: ReactNode }) {
  const source = header.kind === 'image' ? pictureOf(header) : null;
  if (source)
    return (
      // The file of whoever writes the template, from the browser's own memory: nothing to be made smaller.
      <img
        src={source}
        alt="What you chose as the sample"
        className="aspect-[1.91] w-full rounded-md bg-(--phone-paper) object-cover"
      />
    );
  return (
    <div
      role="img"
      aria-label={label}
      className="flex aspect-[1.91] items-center justify-center rounded-md bg-(--phone-paper) text-(--phone-meta)"
    >
      {children}
    </div>
  );
}

function Document({ name }: { name: string | null }) {
  return (
    <div className="flex items-center gap-3 rounded-md bg-(--phone-field) px-3 py-3">
      <FileText aria-hidden="true" className="size-7 shrink-0 text-[#d9534a]" />
      <div className="min-w-0">
        <bdi className="block truncate text-sm leading-5">{name ?? 'Document.pdf'}</bdi>
        <p className="text-xs leading-4 text-(--phone-meta)">PDF</p>
      </div>
    </div>
  );
}

function Place({ name, address }: { name: string | null; address: string | null }) {
  return (
    <div className="overflow-hidden rounded-md bg-(--phone-field)">
      <div
        role="img"
        aria-label="Map"
        className="flex aspect-[2.2] items-center justify-center bg-(--phone-paper) bg-[linear-gradient(90deg,var(--phone-field)_2px,transparent_2px),linear-gradient(0deg,var(--phone-field)_2px,transparent_2px),linear-gradient(28deg,transparent_47%,var(--phone-field)_47%,var(--phone-field)_53%,transparent_53%)] bg-size-[44px_100%,100%_36px,100%_100%]"
      >
        <MapPin className="size-8 fill-[#e0483e] text-white" />
      </div>
      <div className="px-2.5 py-2">
        <p dir="auto" className="text-sm leading-5 wrap-anywhere">
          {name ?? 'The place of each message'}
        </p>
        {address ? (
          <p dir="auto" className="text-xs leading-4 wrap-anywhere text-(--phone-meta)">
            {address}
          </p>
        ) : null}
      </div>
    </div>
  );
}
