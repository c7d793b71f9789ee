import { Compass } from 'lucide-react';
import Link from 'next/link';
import { buttonStyle } from '@/ui/button';
import { StandalonePage } from '@/shell/standalone-page';

export default function NotFoundPage() {
  return (
    <StandalonePage
      icon={<Compass />}
      title="There is nothing at this address"
      action={
        <Link href="/" className={buttonStyle({ look: 'primary' })}>
          Go to the inbox
        </Link>
      }
    >
      It may be mistyped, or belong to a workspace that this installation does not serve.
    </StandalonePage>
  );
}
