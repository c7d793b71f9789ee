import Link from 'next/link';
import { OutsidePage } from '@/shell/outside-page';
import { sitePaths } from '@/shell/paths';
import { buttonStyle } from '@/ui/button-style';

export function SetUpDonePage() {
  return (
    <OutsidePage
      title="Parley is set up already"
      lead="Its owner has an account. Sign in, or ask someone in your team to invite you."
    >
      <Link href={sitePaths.front} className={buttonStyle({ look: 'primary', className: 'w-full' })}>
        Continue
      </Link>
    </OutsidePage>
  );
}
