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
  /** A MessagesValue when `field` is `messages`. */
  value?: MessagesValue;
}

export interface MessagesValue {
  messaging_product?: string;
  metadata?: WebhookMetadata;
  contacts?: WebhookContact[];
  messages?: InboundMessage[];
  statuses?: StatusUpdate[];
  errors?: WebhookError[];
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
  system?: { body?: string; type?: string; wa_id?: string; user_id?: string };
  unsupported?: { type?: string };
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

export interface WebhookError {
  code?: number;
  title?: string;
  message?: string;
  error_data?: { details?: string } | string;
  /** Older shape. */
  details?: string;
  href?: string;
}
