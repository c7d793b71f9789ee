import Link from 'next/link';
import { OutsidePage } from '@/shell/outside-page';
import { sitePaths } from '@/shell/paths';
import { buttonStyle } from '@/ui/button-style';

const words: Record<string, { title: string; text: string }> = {
  invitation_used: {
    title: 'This invitation was accepted already',
    text: 'Each link works once. If it was you, just sign in.',
  },
  invitation_expired: {
    title: 'This invitation has expired',
    text: 'An invitation is good for seven days. Ask whoever sent it for a new link.',
  },
  invitation_revoked: {
    title: 'This invitation was taken back',
    text: 'Ask whoever sent it, if you think that this is a mistake.',
  },
  incomplete: {
    title: 'This link is not complete',
    text: 'The part after the # is missing. Open the link from the invitation again, or copy all of it.',
  },
};

const unknown = {
  title: 'We do not know this invitation',
  text: 'The link may be cut off, or a newer one has taken its place. Ask whoever sent it for the newest.',
};

/** An invitation that leads nowhere, and what to do now. `code` is the API's, or "incomplete". */
export function InvitationOver({ code, isSignedIn }: { code: string; isSignedIn: boolean }) {
  const { title, text } = words[code] ?? unknown;
  return (
    <OutsidePage title={title} lead={text}>
      <Link href={sitePaths.front} className={buttonStyle({ className: 'w-full' })}>
        {isSignedIn ? 'Go to your workspaces' : 'Go to sign in'}
      </Link>
    </OutsidePage>
  );
}
