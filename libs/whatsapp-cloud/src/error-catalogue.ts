/**
 * What may be done after Graph refused with a given error code.
 * - `retry`: refused before processing; the same request may be sent again after a pause
 * - `ambiguous`: Graph failed on the way; the message may have been sent, so wait for a status before sending again
 * - `permanent`: this request will never be accepted
 * - `blocked`: the token, number or account cannot send; stop sending for it and tell someone
 * - `later`: allowed again after hours, not seconds
 * - `opt_out`: the person does not want these messages; send no more of them
 */
export type RetryClass = 'retry' | 'ambiguous' | 'permanent' | 'blocked' | 'later' | 'opt_out';

const CODES_BY_CLASS: Record<RetryClass, readonly number[]> = {
  retry: [4, 80007, 80008, 130429, 131056, 131057, 2494100],
  ambiguous: [1, 2, 131000, 131016, 133004],
  blocked: [
    0, 3, 10, 104, 190, 368, 131005, 131031, 131037, 131042, 131044, 131045, 131048, 131064, 134011, 134102,
    139200,
  ],
  later: [613, 131049, 132069, 133000, 133008, 133009, 133015, 133016, 134101],
  opt_out: [131050],
  permanent: [
    33, 100, 130403, 130472, 130497, 131008, 131009, 131020, 131021, 131026, 131030, 131041, 131047, 131051,
    131052, 131053, 131055, 131059, 131062, 131063, 132000, 132001, 132005, 132007, 132008, 132012, 132015,
    132016, 132018, 132068, 133005, 133006, 133010, 134100, 135000, 136024, 136025, 137000, 2494191,
  ],
};

const CLASS_BY_CODE = new Map(
  Object.entries(CODES_BY_CLASS).flatMap(([retry, codes]) =>
    codes.map((code) => [code, retry as RetryClass] as const),
  ),
);

const CODE_RANGES: readonly { from: number; to: number; retry: RetryClass }[] = [
  { from: 200, to: 299, retry: 'blocked' },
  { from: 131201, to: 131215, retry: 'permanent' },
  { from: 139000, to: 139004, retry: 'permanent' },
  { from: 139100, to: 139103, retry: 'permanent' },
  { from: 147001, to: 147005, retry: 'permanent' },
  { from: 2388001, to: 2388330, retry: 'permanent' },
  { from: 2593107, to: 2593109, retry: 'permanent' },
];

/** What to do after error `code`; a code that the catalogue does not know is judged by its HTTP status. */
export function retryClassOf(code: number, httpStatus: number): RetryClass {
  const known =
    CLASS_BY_CODE.get(code) ?? CODE_RANGES.find(({ from, to }) => from <= code && code <= to)?.retry;
  return known ?? (httpStatus >= 500 ? 'ambiguous' : 'permanent');
}
