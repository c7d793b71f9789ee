'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Download, X } from 'lucide-react';
import type { ReactNode } from 'react';

const button =
  'inline-flex size-10 cursor-default items-center justify-center rounded-full bg-white/12 text-white transition-colors hover:bg-white/24 focus-visible:outline-white [&_svg]:size-5';

/** All of a picture, in front of everything. `children` is the small one that opens it. */
export function PictureViewer({ address, children }: { address: string; children: ReactNode }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger aria-label="Show the whole picture" className="block w-full cursor-zoom-in rounded-xl">
        {children}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/85 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-0 z-50 flex flex-col p-3 outline-none sm:p-5">
          <Dialog.Title className="sr-only">Picture</Dialog.Title>
          {/* A click anywhere closes it; by the keyboard there are Escape and the cross. */}
          <Dialog.Close aria-hidden="true" tabIndex={-1} className="absolute inset-0 cursor-zoom-out" />
          <div className="relative flex justify-end gap-2 self-end">
            <a href={address} download aria-label="Save the picture" className={button}>
              <Download aria-hidden="true" />
            </a>
            <Dialog.Close aria-label="Close" className={button}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className="pointer-events-none flex min-h-0 flex-1 items-center justify-center p-2">
            <img src={address} alt="Picture" className="max-h-full max-w-full rounded-md object-contain" />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
