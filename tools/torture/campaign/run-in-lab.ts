import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../../build/build.ts';
import type { Steps } from '../../terminal/steps.ts';
import { Stopped } from '../../trouble/trouble.ts';
import { buildLab } from '../lab/build-lab.ts';
import type { Lab, LabOptions } from '../lab/lab.ts';
import type { CampaignReport } from './report.ts';

export interface CampaignOptions {
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  steps: Steps;
  signal: AbortSignal;
  seed: number;
  /** Goes on with faults until so many minutes are over. */
  minutes?: number;
}

/** Builds the product and a lab around it, runs a campaign in it, and clears up; keeps the logs when there is a finding. */
export async function runInLab(
  options: CampaignOptions,
  needs: Pick<LabOptions, 'otherTenants' | 'isGraphBehindProxies'>,
  campaign: (lab: Lab) => Promise<CampaignReport>,
): Promise<CampaignReport> {
  const { steps, projectRoot, env, signal } = options;
  let lab: Lab | undefined;
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'torture-build.log') });
      lab = await buildLab({ projectRoot, env, signal, ...needs }, doing);
      return `PostgreSQL on ${lab.volume?.kind ?? 'the ordinary disk'}, api, 2 workers, simulator`;
    });
    const report = await campaign(lab as unknown as Lab);
    if (report.findings.length > 0) keepLogs(options, lab);
    return report;
  } catch (error) {
    if (!(error instanceof Stopped)) keepLogs(options, lab);
    throw error;
  } finally {
    await lab?.close();
  }
}

/** What the processes wrote, for whoever wants to know why. */
function keepLogs({ projectRoot, seed, steps }: CampaignOptions, lab: Lab | undefined): void {
  const kept = join(projectRoot, '.parley', 'torture', `seed-${seed}`);
  rmSync(kept, { recursive: true, force: true });
  lab?.copyLogs(kept);
  steps.note('Logs', kept);
}
