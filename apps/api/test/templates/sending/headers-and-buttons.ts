/** What a template asks for in one place, what somebody fills in there, and what Meta wants of it (facts: cloud-api.md B4 and E). */
export interface Part {
  /** As it stands in the template; null where nothing does. */
  readonly written: object | null;
  /** By the keys of its variables. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** The components of a message; without them Meta is told nothing of the place. */
  readonly sent?: readonly object[];
}

/** By the format of a header: the handle of a file that was uploaded. */
export type Handles = Readonly<Record<string, string>>;

export const SAMPLES: Readonly<Record<string, Buffer>> = {
  IMAGE: Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1'),
  VIDEO: Buffer.from('\x00\x00\x00\x18ftypmp42and so on', 'latin1'),
  DOCUMENT: Buffer.from('%PDF-1.7 and so on', 'latin1'),
};

const link = (file: string): object => ({ link: `https://files.example.com/${file}` });
const PLACE = { latitude: 38.7, longitude: -9.1, name: 'Shop', address: 'Rua 1' };
const BILL = { ...link('a.pdf'), filename: 'bill.pdf' };

const header = (kind: string, value: unknown): Pick<Part, 'values' | 'sent'> => ({
  values: { [`header.${kind}`]: value },
  sent: [{ type: 'header', parameters: [{ type: kind, [kind]: value }] }],
});
const withSample = (format: string, handle: string | undefined): object => ({
  type: 'HEADER',
  format,
  example: { header_handle: [handle] },
});

export const HEADERS: Readonly<Record<string, (handles: Handles) => Part>> = {
  none: () => ({ written: null }),
  text: () => ({ written: { type: 'HEADER', format: 'TEXT', text: 'Good news' } }),
  'text with a variable': () => ({
    written: {
      type: 'HEADER',
      format: 'TEXT',
      text: 'Order {{1}} is here',
      example: { header_text: ['A-17'] },
    },
    values: { 'header.1': 'B-18' },
    sent: [{ type: 'header', parameters: [{ type: 'text', text: 'B-18' }] }],
  }),
  image: ({ IMAGE }) => ({ written: withSample('IMAGE', IMAGE), ...header('image', link('a.png')) }),
  video: ({ VIDEO }) => ({ written: withSample('VIDEO', VIDEO), ...header('video', link('a.mp4')) }),
  document: ({ DOCUMENT }) => ({ written: withSample('DOCUMENT', DOCUMENT), ...header('document', BILL) }),
  // A GIF is a short film to Meta.
  GIF: ({ VIDEO }) => ({ written: withSample('GIF', VIDEO), ...header('gif', link('a.mp4')) }),
  location: () => ({ written: { type: 'HEADER', format: 'LOCATION' }, ...header('location', PLACE) }),
};

/** `at`: its place among the buttons. */
export type ButtonPart = (at: number) => Part;

const plain =
  (written: object): ButtonPart =>
  () => ({ written });

const filled =
  (
    written: object,
    { name, value, subType, parameter }: { name: string; value: unknown; subType: string; parameter: object },
  ): ButtonPart =>
  (at) => ({
    written,
    values: { [`buttons.${at}.${name}`]: value },
    sent: [{ type: 'button', sub_type: subType, index: String(at), parameters: [parameter] }],
  });

const TRACK = {
  type: 'URL',
  text: 'Track',
  url: 'https://example.com/{{1}}',
  example: ['https://example.com/A-17'],
};
const RATE = { type: 'FLOW', text: 'Rate us', flow_id: '1234567890', flow_action: 'navigate' };
const FLOW_ACTION = { flow_token: 'token-1', flow_action_data: { order: 'B-18' } };
const PRODUCTS_ACTION = {
  thumbnail_product_retailer_id: 'sku-1',
  sections: [{ title: 'Chairs', product_items: [{ product_retailer_id: 'sku-1' }] }],
};

export const BUTTONS: Readonly<Record<string, ButtonPart>> = {
  'quick reply': filled(
    { type: 'QUICK_REPLY', text: 'Thank you' },
    {
      name: 'payload',
      value: 'thanks',
      subType: 'quick_reply',
      parameter: { type: 'payload', payload: 'thanks' },
    },
  ),
  URL: plain({ type: 'URL', text: 'Shop', url: 'https://example.com' }),
  'URL with a variable': filled(TRACK, {
    name: 'url',
    value: 'B-18',
    subType: 'url',
    parameter: { type: 'text', text: 'B-18' },
  }),
  'phone number': plain({ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+351912345678' }),
  'copy code': filled(
    { type: 'COPY_CODE', example: 'SAVE10' },
    {
      name: 'code',
      value: 'SAVE20',
      subType: 'copy_code',
      parameter: { type: 'coupon_code', coupon_code: 'SAVE20' },
    },
  ),
  flow: filled(RATE, {
    name: 'flow',
    value: FLOW_ACTION,
    subType: 'flow',
    parameter: { type: 'action', action: FLOW_ACTION },
  }),
  catalog: filled(
    { type: 'CATALOG', text: 'View catalog' },
    {
      name: 'thumbnail',
      value: 'sku-1',
      subType: 'CATALOG',
      parameter: { type: 'action', action: { thumbnail_product_retailer_id: 'sku-1' } },
    },
  ),
  'several products': filled(
    { type: 'MPM', text: 'See all' },
    {
      name: 'products',
      value: PRODUCTS_ACTION,
      subType: 'mpm',
      parameter: { type: 'action', action: PRODUCTS_ACTION },
    },
  ),
  'one product': plain({ type: 'SPM', text: 'View' }),
  'voice call': plain({ type: 'VOICE_CALL', text: 'Call on WhatsApp' }),
  'call permission': plain({ type: 'CALL_PERMISSION_REQUEST' }),
  'contact details': plain({ type: 'REQUEST_CONTACT_INFO' }),
  app: plain({ type: 'APP' }),
};

export const PASSWORD_BUTTONS: Readonly<Record<string, object>> = {
  'copies the code': { type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy code' },
  'fills it in at a tap': {
    type: 'OTP',
    otp_type: 'ONE_TAP',
    supported_apps: [{ package_name: 'com.example.app', signature_hash: 'K8a/AINcGX7' }],
  },
  'fills it in by itself': {
    type: 'OTP',
    otp_type: 'ZERO_TAP',
    zero_tap_terms_accepted: true,
    supported_apps: [{ package_name: 'com.example.app', signature_hash: 'K8a/AINcGX7' }],
  },
};
