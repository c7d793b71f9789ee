import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Two people changed the same settings, and the other one was first. */
export function ConflictNotice({ onShow }: { onShow: () => void }) {
  return (
    <Notice tone="warning" isNews>
      <p>
        Somebody else has changed these settings while you were at it, so yours were not saved. Look at theirs
        first; then change what you still want to change.
      </p>
      <Button size="small" className="mt-2.5" onClick={onShow}>
        Show the settings as they are now
      </Button>
    </Notice>
  );
}
