'use client';

import { useEffect, useRef, useState } from 'react';

/** What was chosen on this page as a sample file, by what WhatsApp calls it. A reload forgets it. */
export type ChosenFile = { name: string; byteSize: number; link: string };

export function usePictures() {
  const [byHandle, setByHandle] = useState<ReadonlyMap<string, ChosenFile>>(new Map());
  const links = useRef<string[]>([]);
  useEffect(() => {
    const made = links.current;
    return () => made.forEach((link) => URL.revokeObjectURL(link));
  }, []);
  const add = (handle: string, file: File) => {
    const link = URL.createObjectURL(file);
    links.current.push(link);
    setByHandle((now) => new Map(now).set(handle, { name: file.name, byteSize: file.size, link }));
  };
  return { byHandle, add };
}
