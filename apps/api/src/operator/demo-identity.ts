/** Who the demo is. The simulator plays Meta for exactly this number. */
export const DEMO = {
  slug: 'demo',
  name: 'Demo',
  channelName: 'Simulated number',
  address: '+15550100042',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
} as const;
