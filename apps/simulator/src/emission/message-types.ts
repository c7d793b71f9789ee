/** What a person, or a load, may say about a message; each type takes what concerns it and has words for the rest. */
export interface MessageDetails {
  text?: string;
  /** The message that this one answers, reacts to, edits or revokes. */
  messageId?: string;
  /** null takes a reaction back without an emoji, as some phones do; '' with an empty one. */
  emoji?: string | null;
  latitude?: number;
  longitude?: number;
  groupId?: string;
  /** Of a number change. */
  newPhone?: string;
  newUserId?: string;
}

interface Said {
  /** Meta's `type`. */
  type: string;
  /** What stands in the message beside its origin, id, time and type. */
  body: object;
  /** What the phone would show. */
  text: string;
  /** What stands beside the messages in the value. */
  beside?: Readonly<Record<string, unknown>>;
  /** Meta sends no `contacts` with it. */
  isWithoutContact?: true;
}

const SOME_MESSAGE = 'wamid.HBgLMTU1NTAxMDAwNDIVAgASGBQzQTAwMDAwMDAwMDAwMDAwMDAwMAA=';
const WRITTEN = 'Is anyone there?';

const context = (messageId: string | undefined) => ({
  context: { from: '15550100042', id: messageId ?? SOME_MESSAGE },
});

/** Types by the name that `POST /sim/people/{phone}/events` takes. */
const TYPES = {
  text: ({ text = WRITTEN }) => ({ type: 'text', body: { text: { body: text } }, text }),
  reply: ({ text = WRITTEN, messageId }) => ({
    type: 'text',
    body: { text: { body: text }, ...context(messageId) },
    text,
  }),
  forwarded: ({ text = WRITTEN }) => ({
    type: 'text',
    body: { text: { body: text }, context: { forwarded: true } },
    text,
  }),
  frequently_forwarded: ({ text = WRITTEN }) => ({
    type: 'text',
    body: { text: { body: text }, context: { frequently_forwarded: true } },
    text,
  }),
  about_product: ({ text = WRITTEN }) => ({
    type: 'text',
    body: {
      text: { body: text },
      context: {
        from: '15550100042',
        id: SOME_MESSAGE,
        referred_product: { catalog_id: '194836987003835', product_retailer_id: 'di9ozbzfi4' },
      },
    },
    text,
  }),
  referral: ({ text = WRITTEN }) => ({
    type: 'text',
    body: {
      text: { body: text },
      referral: {
        source_url: 'https://fb.me/3cr4Wqqkv',
        source_id: '120226305854810726',
        source_type: 'ad',
        headline: 'Chat with us',
        body: 'Summer succulents are here!',
        media_type: 'image',
        image_url: 'https://scontent.example/ad.jpg',
        ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4',
        welcome_message: { text: 'Hi there! Let us know how we can help!' },
      },
    },
    text,
  }),
  location: ({ latitude = 38.7139, longitude = -9.1334, text = 'Castelo de São Jorge' }) => ({
    type: 'location',
    body: { location: { latitude, longitude, name: text, address: 'R. de Santa Cruz do Castelo, Lisboa' } },
    text: `📍 ${text}`,
  }),
  contacts: () => ({
    type: 'contacts',
    body: {
      contacts: [
        {
          name: { formatted_name: 'Barbara Johnson', first_name: 'Barbara', last_name: 'Johnson' },
          phones: [{ phone: '+1 650 555 9999', wa_id: '16505559999', type: 'MOBILE' }],
          emails: [{ email: 'barbara@example.com', type: 'WORK' }],
          org: { company: 'Social Tsunami' },
        },
      ],
    },
    text: '👤 Barbara Johnson',
  }),
  contact_request: () => ({
    type: 'contacts',
    body: {
      contacts: [
        {
          name: { formatted_name: 'Me' },
          phones: [{ phone: '+1 650 555 8888', wa_id: '16505558888' }],
          origin: 'contact_request',
        },
      ],
    },
    text: '👤 Me',
  }),
  reaction: ({ messageId = SOME_MESSAGE, emoji = '👍' }) => ({
    type: 'reaction',
    body: { reaction: { message_id: messageId, ...(emoji === null ? {} : { emoji }) } },
    text: emoji || 'Reaction removed',
  }),
  button: ({ messageId, text = 'Unsubscribe' }) => ({
    type: 'button',
    body: { ...context(messageId), button: { payload: text, text } },
    text,
  }),
  button_reply: ({ messageId, text = 'Change' }) => ({
    type: 'interactive',
    body: {
      ...context(messageId),
      interactive: { type: 'button_reply', button_reply: { id: 'change-button', title: text } },
    },
    text,
  }),
  list_reply: ({ messageId, text = 'Priority Mail Express' }) => ({
    type: 'interactive',
    body: {
      ...context(messageId),
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'priority_express', title: text, description: 'Next Day to 2 Days' },
      },
    },
    text,
  }),
  flow_reply: ({ messageId }) => ({
    type: 'interactive',
    body: {
      ...context(messageId),
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"abc","size":"M"}' },
      },
    },
    text: 'Sent',
  }),
  call_permission_reply: ({ messageId }) => ({
    type: 'interactive',
    body: {
      ...context(messageId),
      interactive: {
        type: 'call_permission_reply',
        call_permission_reply: { response: 'accept', is_permanent: true, response_source: 'user_action' },
      },
    },
    text: '📞 Calls allowed',
  }),
  /** The message is half empty and the value says why. */
  interactive_with_error: () => ({
    type: 'interactive',
    body: {},
    text: '(an interactive message without content)',
    beside: {
      errors: [
        {
          code: 131000,
          title: 'Something went wrong',
          message: 'Something went wrong',
          error_data: { details: '' },
        },
      ],
    },
  }),
  order: ({ text = 'Please wrap it' }) => ({
    type: 'order',
    body: {
      order: {
        catalog_id: '194836987003835',
        text,
        product_items: [
          { product_retailer_id: 'di9ozbzfi4', quantity: 2, item_price: 30, currency: 'USD' },
          { product_retailer_id: 'nqryix03ez', quantity: 1, item_price: 25.5, currency: 'USD' },
        ],
      },
    },
    text: `🛒 ${text}`,
  }),
  number_changed: ({ newPhone = '16505551234', newUserId }) => ({
    type: 'system',
    body: {
      system: {
        body: `User changed to ${newPhone}`,
        type: 'user_changed_number',
        wa_id: newPhone,
        ...(newUserId === undefined ? {} : { user_id: newUserId }),
      },
    },
    text: `Changed to +${newPhone}`,
    isWithoutContact: true,
  }),
  user_id_changed: ({ newUserId = 'US.9999999999' }) => ({
    type: 'system',
    body: { system: { body: 'User id changed', type: 'user_changed_user_id', user_id: newUserId } },
    text: 'Changed the user id',
    isWithoutContact: true,
  }),
  identity_changed: () => ({
    type: 'system',
    body: {
      system: { body: 'Customer identity changed', type: 'customer_identity_changed' },
      identity: { acknowledged: false, created_timestamp: '1790000000', hash: 'DF2lS5v2W6x=' },
    },
    text: 'Changed the security code',
  }),
  edit: ({ messageId = SOME_MESSAGE, text = 'I meant something else' }) => ({
    type: 'edit',
    body: { edit: { original_message_id: messageId, message: { type: 'text', text: { body: text } } } },
    text: `✏️ ${text}`,
  }),
  revoke: ({ messageId = SOME_MESSAGE }) => ({
    type: 'revoke',
    body: { revoke: { original_message_id: messageId } },
    text: '🚫 Deleted for everyone',
  }),
  unsupported: () => ({
    type: 'unsupported',
    body: {
      unsupported: { type: 'poll' },
      errors: [
        {
          code: 131051,
          title: 'Message type unknown',
          message: 'Message type unknown',
          error_data: { details: 'Message type is currently not supported.' },
        },
      ],
    },
    text: '(a poll)',
  }),
  /** A type that does not exist yet. */
  hologram: () => ({
    type: 'hologram',
    body: { hologram: { frames: 9007199254740993n.toString(), projector: { id: 'p-1' } } },
    text: '(a hologram)',
  }),
  request_welcome: () => ({ type: 'request_welcome', body: {}, text: '(opened the chat)' }),
  group: ({
    text = 'Hello, group',
    groupId = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
  }) => ({
    type: 'text',
    body: { text: { body: text }, group_id: groupId },
    text,
  }),
} satisfies Record<string, (details: MessageDetails) => Said>;

export type MessageType = keyof typeof TYPES;

export const MESSAGE_TYPES = Object.keys(TYPES) as MessageType[];

export function isMessageType(name: string): name is MessageType {
  return Object.hasOwn(TYPES, name);
}

export function said(type: MessageType, details: MessageDetails): Said {
  return TYPES[type](details);
}
