import type { PairLimit } from './pair-pace';

/** Which of Meta's limits are on, and with which figures; null: off. */
export interface LimitSettings {
  /** Messages of a number in any second, those of people included. */
  throughput: { perSecond: number; highPerSecond: number; coexistencePerSecond: number } | null;
  pair: PairLimit | null;
  /** People written to outside a window in 24 hours, for all numbers of one account together. */
  portfolio: { uniqueRecipients: number; code: number } | null;
  /** The 24-hour window. */
  window: Record<string, never> | null;
  management: ManagementLimit | null;
}

/** What a business may ask of its account beside sending (facts D). */
export interface ManagementLimit {
  callsPerHour: number;
  /** Of an account without a registered number. */
  unregisteredCallsPerHour: number;
  /** 80008 is the account's; 4 is the app's, which all accounts share. */
  code: number;
  templatesPerHour: number;
  /** Of one approved template. */
  editsPerDay: number;
  editsPerThirtyDays: number;
}

/** Facts D. That a full portfolio is told by a status with 131048 is not confirmed, so it can be set. */
export const METAS_LIMITS = {
  throughput: { perSecond: 80, highPerSecond: 1_000, coexistencePerSecond: 20 },
  pair: { everyMs: 6_000, burst: 45 },
  portfolio: { uniqueRecipients: 250, code: 131048 },
  window: {},
  management: {
    callsPerHour: 5_000,
    unregisteredCallsPerHour: 200,
    code: 80008,
    templatesPerHour: 100,
    editsPerDay: 1,
    editsPerThirtyDays: 10,
  },
} satisfies LimitSettings;

export const NO_LIMITS: LimitSettings = {
  throughput: null,
  pair: null,
  portfolio: null,
  window: null,
  management: null,
};

/** Each limit by Meta's figures (`true`), by others (an object; what it leaves out is Meta's), or off (`false`, or absent). */
export type LimitRequest = { [Name in keyof LimitSettings]?: boolean | Partial<LimitSettings[Name]> };

export function limitSettingsOf(request: LimitRequest): LimitSettings {
  const one = <Name extends keyof LimitSettings>(name: Name): LimitSettings[Name] => {
    const wanted = request[name];
    if (!wanted) return null as LimitSettings[Name];
    const metas: object = METAS_LIMITS[name];
    return { ...metas, ...(wanted === true ? {} : (wanted as object)) } as LimitSettings[Name];
  };
  return {
    throughput: one('throughput'),
    pair: one('pair'),
    portfolio: one('portfolio'),
    window: one('window'),
    management: one('management'),
  };
}

const figure = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });
const limit = (properties: Record<string, object>) => ({
  anyOf: [
    { type: 'boolean' },
    { type: 'object', propertyNames: { enum: Object.keys(properties) }, properties },
  ],
});

const properties = {
  throughput: limit({
    perSecond: figure(1, 100_000),
    highPerSecond: figure(1, 100_000),
    coexistencePerSecond: figure(1, 100_000),
  }),
  pair: limit({ everyMs: figure(1, 3_600_000), burst: figure(1, 100_000) }),
  portfolio: limit({ uniqueRecipients: figure(1, 10_000_000), code: figure(1, 10_000_000) }),
  window: { type: 'boolean' },
  management: limit({
    callsPerHour: figure(1, 1_000_000),
    unregisteredCallsPerHour: figure(1, 1_000_000),
    code: figure(1, 10_000_000),
    templatesPerHour: figure(1, 1_000_000),
    editsPerDay: figure(1, 1_000),
    editsPerThirtyDays: figure(1, 1_000),
  }),
};

/** A misspelt name is refused, not ignored. */
export const limitRequest = { type: 'object', propertyNames: { enum: Object.keys(properties) }, properties };
