import { Counter } from 'prom-client';
import { Metrics } from './metrics';

describe('the metrics of a process', () => {
  it('are those of the process itself and what was added, each once and each line of its own', async () => {
    const metrics = new Metrics();
    const letters = new Counter({ name: 'letters_total', help: 'Letters.', registers: [] });
    metrics.add([letters]);
    letters.inc(3);
    const lines = (await metrics.text()).split('\n');
    expect(lines).toContain('letters_total 3');
    expect(lines.filter((line) => line.startsWith('process_start_time_seconds '))).toHaveLength(1);
    expect(lines.filter((line) => /^nodejs_eventloop_lag_p99_seconds /.test(line))).toHaveLength(1);
  });

  it('are brought up to date each time they are read', async () => {
    const metrics = new Metrics();
    let age = 0;
    metrics.addPart(() => Promise.resolve(`age_seconds ${++age}\n`));
    expect(await metrics.text()).toContain('\nage_seconds 1\n');
    expect(await metrics.text()).toContain('\nage_seconds 2\n');
  });

  it('of two products in one process are apart', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.add([new Counter({ name: 'only_one_total', help: 'One.', registers: [] })]);
    expect(await one.text()).toContain('only_one_total');
    expect(await other.text()).not.toContain('only_one_total');
  });
});
