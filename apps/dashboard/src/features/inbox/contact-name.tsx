import { classNames } from '@/ui/class-names';

/** A contact's name in its own direction; a bare phone number always reads from left to right. */
export function ContactName({ name, className }: { name: string; className?: string }) {
  const isNumber = /^\+?[\d\s()-]+$/.test(name);
  return (
    <bdi dir={isNumber ? 'ltr' : 'auto'} className={classNames(className)}>
      {name}
    </bdi>
  );
}
