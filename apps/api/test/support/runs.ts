/** How often a property is tried: as often as `npm test` has time for, or as its nightly form (NIGHTLY=1) asks. */
export const runs = (usual: number, nightly: number): number =>
  process.env['NIGHTLY'] === '1' ? nightly : usual;
