import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, OnModuleInit } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { AppDatabase, KeysDatabase, SystemDatabase } from '../../../platform/database/database';
import { LOST_WAKE_UPS } from '../../../platform/queue/wake-up';
import { Metrics } from '../../../platform/telemetry/metrics';
import { IntakeRecord } from '../../inbound/intake/intake-record';
import { InboundFigures, inboundState } from '../queues/inbound-state';
import { InboundStateService } from '../queues/inbound-state.service';

/** A scraper waits for 10 s as a rule, and should hear of the process even when the database says nothing. */
const PATIENCE_MS = 2_500;

/** What waits, for whoever reads the metrics: from the database, and so of all processes together. */
@Injectable()
export class InboundMetrics implements OnModuleInit {
  private readonly always = new Registry();
  private readonly whenKnown = new Registry();
  private readonly up = gauge('parley_database_up', 'Whether the figures of what waits could be read.');
  private readonly figures = {
    oldest: gauge(
      'parley_inbox_oldest_seconds',
      'Age of the oldest webhook or event that is not done; 0 when nothing waits.',
    ),
    deliveries: gauge('parley_deliveries_waiting', 'Webhooks that nobody has taken apart yet.'),
    events: gauge('parley_events_waiting', 'Events that are not applied.', 'state'),
    lanes: gauge(
      'parley_lane_events_waiting',
      'Events that are not applied, by lane; lanes without any are left out.',
      'lane',
    ),
    busyLanes: gauge('parley_lanes_with_work', 'Lanes in which an event is not applied, of 64.'),
    deepest: gauge(
      'parley_lane_events_waiting_max',
      'Events that are not applied in the lane with the most.',
    ),
    stuck: gauge('parley_lane_attempts_max', 'Attempts at a lane that nobody has finished.'),
    letters: gauge('parley_dead_letters_waiting', 'Dead letters that nobody has resolved.', 'stage'),
    applied: gauge('parley_events_applied_last_minute', 'Events that were applied in the last minute.'),
    latency: gauge(
      'parley_apply_latency_seconds',
      'From the receipt of an event to its being applied, of the newest of the last minute.',
      'quantile',
    ),
    media: gauge('parley_media', 'Files that are not here, by whether they still may come.', 'state'),
    replays: gauge('parley_replays_running', 'Replays of dead letters under way.'),
  };
  private readonly connections = gauge(
    'parley_database_connections',
    'Connections of this process to the database, and callers that wait for one.',
    'role',
    'state',
  );

  constructor(
    private readonly metrics: Metrics,
    private readonly states: InboundStateService,
    private readonly intake: IntakeRecord,
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly keys: KeysDatabase,
  ) {}

  onModuleInit(): void {
    for (const metric of [this.up, this.connections]) this.always.registerMetric(metric);
    for (const figure of Object.values(this.figures)) this.whenKnown.registerMetric(figure);
    this.metrics.add([LOST_WAKE_UPS, ...this.intake.metrics]);
    this.metrics.addPart(() => this.text());
  }

  /** What is not known is not there: an old figure would look like a present one. */
  private async text(): Promise<string> {
    const figures = await Promise.race([
      this.states.figuresNow().catch(() => null),
      pause(PATIENCE_MS, null, { ref: false }),
    ]);
    this.up.set(figures === null ? 0 : 1);
    this.countConnections();
    if (figures === null) return this.always.metrics();
    for (const figure of Object.values(this.figures)) figure.reset();
    this.tell(figures);
    return (await this.always.metrics()) + (await this.whenKnown.metrics());
  }

  private tell(figures: InboundFigures): void {
    const state = inboundState(figures);
    const depths = state.lanes.map(({ waiting, retrying }) => waiting + retrying);
    this.figures.oldest.set(state.oldestWaitingSeconds ?? 0);
    this.figures.deliveries.set(state.deliveriesWaiting);
    this.figures.events.set({ state: 'pending' }, state.eventsWaiting);
    this.figures.events.set({ state: 'retrying' }, state.eventsRetrying);
    state.lanes.forEach(({ lane }, index) => this.figures.lanes.set({ lane }, depths[index] ?? 0));
    this.figures.busyLanes.set(depths.filter((depth) => depth > 0).length);
    this.figures.deepest.set(Math.max(0, ...depths));
    this.figures.stuck.set(Math.max(0, ...state.lanes.map(({ attempts }) => attempts)));
    for (const { stage, count } of figures.deadLetters) this.figures.letters.set({ stage }, count);
    this.figures.applied.set(state.lastMinute.applied);
    const { applyP50Ms, applyP99Ms } = state.lastMinute;
    if (applyP50Ms !== null) this.figures.latency.set({ quantile: '0.5' }, applyP50Ms / 1000);
    if (applyP99Ms !== null) this.figures.latency.set({ quantile: '0.99' }, applyP99Ms / 1000);
    this.figures.media.set({ state: 'waiting' }, state.media.waiting);
    this.figures.media.set({ state: 'failed' }, state.media.failed);
    this.figures.replays.set(figures.runningReplays);
  }

  private countConnections(): void {
    const databases = { app: this.app, system: this.system, keys: this.keys };
    for (const [role, { connections }] of Object.entries(databases)) {
      this.connections.set({ role, state: 'busy' }, connections.open - connections.free);
      this.connections.set({ role, state: 'free' }, connections.free);
      this.connections.set({ role, state: 'awaited' }, connections.awaited);
    }
  }
}

const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
  new Gauge({ name, help, labelNames, registers: [] });
