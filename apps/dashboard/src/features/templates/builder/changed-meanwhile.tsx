import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Two people changed the same template, and the other one was first. */
export function ChangedMeanwhile({ onShow }: { onShow: () => void }) {
  return (
    <Notice tone="warning" isNews className="mb-3 border border-warning/30 shadow-lg">
      <p>
        Somebody else has changed this template while you were at it, so yours was not saved. Look at theirs
        first; then change what you still want to change.
      </p>
      <Button size="small" className="mt-2.5" onClick={onShow}>
        Show the template as it is now
      </Button>
    </Notice>
  );
}
