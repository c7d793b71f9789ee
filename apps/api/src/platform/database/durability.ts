export interface DurabilitySettings {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
}

/** For the role and the database of the session that asks. */
export const DURABILITY_SETTINGS = `
  SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
    current_setting('synchronous_commit') AS synchronous_commit`;

/** Why a committed row may be lost when the server or its machine crashes, a sentence for each reason. */
export function durabilityFaults(settings: DurabilitySettings): string[] {
  return (Object.keys(LOSSES) as (keyof DurabilitySettings)[])
    .filter((name) => settings[name] === 'off')
    .map((name) => `PostgreSQL runs with ${name} = off: ${LOSSES[name]}. Switch it on.`);
}

const LOSSES: Record<keyof DurabilitySettings, string> = {
  fsync: 'when its machine crashes, what we acknowledged can be lost, and the database with it',
  full_page_writes: 'when its machine crashes in the middle of a write, pages of the database can be torn',
  synchronous_commit: 'when it crashes, the last of what was committed is lost',
};
