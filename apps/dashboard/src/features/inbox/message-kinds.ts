export type MessageKind = { label: string; explanation?: string };

const kinds: Record<string, MessageKind> = {
  image: { label: 'Image' },
  video: { label: 'Video' },
  audio: { label: 'Audio' },
  voice: { label: 'Voice message' },
  document: { label: 'Document' },
  sticker: { label: 'Sticker' },
  location: { label: 'Location' },
  contacts: { label: 'Contact card' },
  reaction: { label: 'Reaction' },
  interactive: { label: 'Chose an answer' },
  button: { label: 'Pressed a button' },
  order: { label: 'Order' },
  template: { label: 'Template' },
  call: { label: 'Call' },
  call_end: { label: 'End of a call' },
  edit: { label: 'Changed a message that we do not have' },
  revoke: { label: 'Deleted a message that we do not have' },
  request_welcome: { label: 'Opened the conversation' },
  media_placeholder: { label: 'File', explanation: 'WhatsApp passes it on later.' },
  system: { label: 'Notice from WhatsApp' },
  unsupported: {
    label: 'Unsupported message',
    explanation: 'WhatsApp does not pass this kind of message on. Open the phone to see it.',
  },
};

/** In place of a message that its author took back. */
export const DELETED = 'This message was deleted';

/** What to call a message that is more than text; null for plain text. WhatsApp adds types as it likes. */
export function kindOf(type: string): MessageKind | null {
  if (type === 'text') return null;
  return (
    kinds[type] ?? { label: 'Message', explanation: `Parley cannot show messages of the type “${type}” yet.` }
  );
}
