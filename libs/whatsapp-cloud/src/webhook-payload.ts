/**
 * What Meta posts to a webhook. Everything that Meta may leave out is optional, and every enum is an open string:
 * a value that we do not know yet must be storable, not a surprise.
 */
export interface WebhookPayload {
  /** `whatsapp_business_account` */
  object?: string;
  entry?: WebhookEntry[];
}

export interface WebhookEntry {
  /** The WhatsApp Business Account, except for some partner events. */
  id?: string;
  /** Unix seconds; absent on `messages`. */
  time?: number;
  changes?: WebhookChange[];
}

export interface WebhookChange {
  /** `messages`, `message_template_status_update`, `account_update`, ... */
  field?: string;
  /** A MessagesValue where the field is about messages; of the account's fields each has a shape of its own. */
  value?: MessagesValue | Record<string, unknown>;
}

export interface MessagesValue {
  messaging_product?: string;
  metadata?: WebhookMetadata;
  contacts?: WebhookContact[];
  messages?: InboundMessage[];
  statuses?: StatusUpdate[];
  errors?: WebhookError[];
  /** Of the field `messages`: what was done with a marketing message. */
  user_actions?: UserAction[];
  /** Of the field `standby`, where another app answers. */
  standby?: Pick<MessagesValue, 'contacts' | 'messages' | 'message_echoes' | 'statuses'>;
  /** Of `smb_message_echoes` and `message_echoes`. */
  message_echoes?: MessageEcho[];
  history?: HistoryChunk[];
  /** Of `smb_app_state_sync`. */
  state_sync?: SavedContact[];
  user_id_update?: UserIdUpdate[];
  user_preferences?: UserPreference[];
  calls?: CallEvent[];
  /** Of `group_*_update`. */
  groups?: GroupEvent[];
}

export interface WebhookMetadata {
  /** Digits without `+`. */
  display_phone_number?: string;
  phone_number_id?: string;
}

export interface WebhookContact {
  profile?: { name?: string; username?: string };
  wa_id?: string;
  /** Business-scoped user id; may come without any phone number. */
  user_id?: string;
  parent_user_id?: string;
  identity_key_hash?: string;
}

export interface InboundMessage {
  id?: string;
  from?: string;
  from_user_id?: string;
  from_parent_user_id?: string;
  group_id?: string;
  /** Unix seconds as a string. */
  timestamp?: string;
  /** `text`, `image`, `interactive`, `unsupported`, ... ; the content is under the key of the same name. */
  type?: string;
  text?: { body?: string };
  image?: InboundMedia;
  video?: InboundMedia;
  audio?: InboundMedia;
  /** Of older versions; now `audio` with `voice`. */
  voice?: InboundMedia;
  document?: InboundMedia;
  sticker?: InboundMedia;
  location?: {
    latitude?: number | string;
    longitude?: number | string;
    name?: string;
    address?: string;
    url?: string;
  };
  contacts?: unknown[];
  reaction?: { message_id?: string; emoji?: string };
  button?: { payload?: string; text?: string };
  interactive?: {
    type?: string;
    button_reply?: { id?: string; title?: string };
    list_reply?: { id?: string; title?: string; description?: string };
    nfm_reply?: { name?: string; body?: string; response_json?: string };
    [kind: string]: unknown;
  };
  order?: { catalog_id?: string; text?: string; product_items?: unknown[] };
  system?: { body?: string; type?: string; wa_id?: string; user_id?: string; parent_user_id?: string };
  /** Of `type` edit. */
  edit?: { original_message_id?: string; message?: Partial<InboundMessage> };
  revoke?: { original_message_id?: string };
  /** What the provider could not make sense of. */
  unsupported?: { type?: string };
  /** Of a message of the history: SENT, DELIVERED, READ, PLAYED, PENDING, ERROR. */
  history_context?: { status?: string };
  context?: MessageContext;
  referral?: Record<string, unknown>;
  identity?: Record<string, unknown>;
  errors?: WebhookError[];
}

export interface InboundMedia {
  id?: string;
  mime_type?: string;
  /** base64 here, hexadecimal in the media endpoint. */
  sha256?: string;
  url?: string;
  caption?: string;
  filename?: string;
  voice?: boolean;
  animated?: boolean;
}

export interface MessageContext {
  from?: string;
  id?: string;
  forwarded?: boolean;
  frequently_forwarded?: boolean;
  referred_product?: { catalog_id?: string; product_retailer_id?: string };
}

export interface StatusUpdate {
  /** The wamid of the message that we sent. */
  id?: string;
  /** `sent`, `delivered`, `read`, `played`, `failed`, ... */
  status?: string;
  /** Unix seconds as a string. */
  timestamp?: string;
  recipient_id?: string;
  recipient_user_id?: string;
  parent_recipient_user_id?: string;
  recipient_type?: string;
  recipient_participant_id?: string;
  recipient_participant_user_id?: string;
  recipient_identity_key_hash?: string;
  /** What we sent as `callbackData`. */
  biz_opaque_callback_data?: string;
  type?: string;
  conversation?: { id?: string; expiration_timestamp?: string | number; origin?: { type?: string } };
  pricing?: StatusPricing;
  errors?: WebhookError[];
}

export interface StatusPricing {
  billable?: boolean;
  pricing_model?: string;
  type?: string;
  category?: string;
}

/** What the business itself wrote, in its own app or through another one. */
export interface MessageEcho extends InboundMessage {
  to?: string;
  to_user_id?: string;
}

export interface UserAction {
  /** `marketing_messages_link_click`; its data are under `<action_type>_data`. */
  action_type?: string;
  timestamp?: string;
  [data: string]: unknown;
}

export interface HistoryChunk {
  metadata?: { phase?: number; chunk_order?: number; progress?: number };
  threads?: {
    /** The phone number of the other side. */
    id?: string;
    context?: { wa_id?: string; user_id?: string; username?: string };
    messages?: MessageEcho[];
  }[];
  /** The business does not share its history. */
  errors?: WebhookError[];
}

export interface SavedContact {
  /** `contact` */
  type?: string;
  contact?: {
    full_name?: string;
    first_name?: string;
    phone_number?: string;
    user_id?: string;
    username?: string;
  };
  /** `add`, `remove` */
  action?: string;
  metadata?: { timestamp?: string };
}

export interface UserIdUpdate {
  wa_id?: string;
  detail?: string;
  user_id?: { previous?: string; current?: string };
  parent_user_id?: { previous?: string; current?: string };
  timestamp?: string | number;
}

export interface UserPreference {
  wa_id?: string;
  user_id?: string;
  detail?: string;
  /** `marketing_messages` */
  category?: string;
  /** `stop`, `resume`, `signup` */
  value?: string;
  signup_id?: string;
  timestamp?: number;
}

export interface CallEvent {
  /** Begins with `wacid.` */
  id?: string;
  from?: string;
  from_user_id?: string;
  to?: string;
  to_user_id?: string;
  /** `connect`, `terminate` */
  event?: string;
  /** `USER_INITIATED`, `BUSINESS_INITIATED` */
  direction?: string;
  timestamp?: string;
  session?: { sdp_type?: string; sdp?: string };
  /** Of `terminate`: `COMPLETED`, `FAILED` */
  status?: string;
  start_time?: string;
  end_time?: string;
  /** Seconds. */
  duration?: number;
  biz_opaque_callback_data?: string;
}

export interface GroupEvent {
  timestamp?: string | number;
  group_id?: string | number;
  /** `group_create`, `group_delete`, `group_participants_add`, ... */
  type?: string;
  [key: string]: unknown;
}

export interface WebhookError {
  code?: number;
  title?: string;
  message?: string;
  error_data?: { details?: string } | string;
  /** Older shape. */
  details?: string;
  href?: string;
}
