const GROUPS = [
  ['1', [1, 3, 3, 4]],
  ['44', [2, 4, 6]],
  ['98', [2, 3, 3, 4]],
  ['351', [3, 3, 3, 3]],
];

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** e.g. `+351 912 345 678` */
export function phoneWords(digits) {
  const known = GROUPS.find(([prefix, sizes]) => digits.startsWith(prefix) && digits.length === sum(sizes));
  const sizes = known?.[1] ?? [digits.length % 3 || 3, ...Array(Math.ceil(digits.length / 3) - 1).fill(3)];
  let start = 0;
  return `+${sizes.map((size) => digits.slice(start, (start += size))).join(' ')}`;
}

export function timeWords(date) {
  return clock.format(new Date(date));
}

export function dayWords(date) {
  const day = new Date(date).toDateString();
  const today = new Date();
  if (day === today.toDateString()) return 'Today';
  today.setDate(today.getDate() - 1);
  return day === today.toDateString() ? 'Yesterday' : longDay.format(new Date(date));
}

/** e.g. `1.4 MB` */
export function sizeWords(bytes) {
  const unit = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const number = bytes / 1000 ** unit;
  return `${unit > 0 && number < 10 ? number.toFixed(1) : Math.round(number)} ${['bytes', 'KB', 'MB'][unit]}`;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
