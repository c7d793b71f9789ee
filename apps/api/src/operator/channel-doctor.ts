import { ChannelDoctorService } from '../channels';
import { withoutProblem } from './command-line';
import { withOperatorContext } from './operator-context';
import { plain } from './table';

const MARKS = { ok: 'ok  ', warning: 'WARN', fault: 'BAD ', unknown: '?   ' } as const;

/** What the doctor of channels finds, for whoever runs the installation. Exit code 1 when there is a fault. */
export function examineChannel(name: string): Promise<number> {
  return withoutProblem(async () => {
    const { channelName, findings } = await withOperatorContext((product) =>
      product.get(ChannelDoctorService).examineAcrossTenants(name),
    );
    process.stdout.write(`${plain(channelName)}\n`);
    for (const { check, verdict, reason, fix } of findings) {
      process.stdout.write(`${MARKS[verdict]} ${check.padEnd(18)} ${plain(reason)}\n`);
      if (fix !== null) process.stdout.write(`${' '.repeat(24)}→ ${plain(fix)}\n`);
    }
    return findings.some(({ verdict }) => verdict === 'fault') ? 1 : 0;
  });
}
