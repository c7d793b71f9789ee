import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Metric, Registry } from 'prom-client';

let ofProcess: Registry | undefined;

/** CPU, memory, the event loop: of the process, and so once in it. */
function processMetricsText(): Promise<string> {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess.metrics();
}

/** What this process tells of itself to whoever reads its metrics. No label names a tenant, a person or an address. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly parts: (() => Promise<string>)[] = [processMetricsText, () => this.registry.metrics()];

  add(metrics: readonly Metric[]): void {
    for (const metric of metrics) this.registry.registerMetric(metric);
  }

  /** More lines of that format, made whenever somebody reads. It never fails, and is empty where nothing is known. */
  addPart(text: () => Promise<string>): void {
    this.parts.push(text);
  }

  /** In Prometheus' text format, version 0.0.4. */
  async text(): Promise<string> {
    return (await Promise.all(this.parts.map((part) => part()))).join('');
  }
}
