import type { DraftAction } from '../draft/draft';
import type { Form } from '../draft/parts';
import type { ChosenFile } from './use-pictures';

export type Dispatch = (action: DraftAction) => void;

/** What a panel of the builder works on. */
export type PartProps = { form: Form; dispatch: Dispatch };

export type FileProps = {
  channelId: string | null;
  pictures: ReadonlyMap<string, ChosenFile>;
  onPicture: (handle: string, file: File) => void;
};
