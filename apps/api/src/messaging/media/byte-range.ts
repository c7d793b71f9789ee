import { ByteRange } from '../../platform/storage/file-storage';

/**
 * The part of a file that a Range header asks for (RFC 9110, 14.2). null: the whole file, also for several parts and for
 * units that we do not know, which the RFC lets us ignore. 'unsatisfiable': nothing of it is in the file.
 */
export function byteRangeIn(
  header: string | undefined,
  byteSize: number,
): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') return suffix(Number(last), byteSize);
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= byteSize) return 'unsatisfiable';
  return { start, end: last === '' ? byteSize - 1 : Math.min(Number(last), byteSize - 1) };
}

function suffix(length: number, byteSize: number): ByteRange | 'unsatisfiable' {
  return length === 0 || byteSize === 0
    ? 'unsatisfiable'
    : { start: Math.max(0, byteSize - length), end: byteSize - 1 };
}
