import type { SimulatedClock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import type { LedgerEntry } from '../ledger/ledger-entry';
import { decided, duesWith, type Decided, type Decision } from './decision';
import { reviewOf } from './sentinel-names';
import type { Due, Template } from './template';
import type { TemplateNews } from './template-news';
import type { Templates } from './templates';

/** As long as a timer can wait: what is due later is looked at again. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

export interface ReviewerDesk {
  templates: Templates;
  clock: SimulatedClock;
  ledger: Ledger;
  /** Tells the product. */
  tell: (wabaId: string, news: TemplateNews, subject: string) => void;
}

/** Meta's review, and what happens to templates by itself afterwards, on the simulator's clock. */
export class Reviewer {
  private timer: NodeJS.Timeout | undefined;
  private running = false;

  constructor(private readonly desk: ReviewerDesk) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'template.set' && entry.template.life?.due?.length && this.running) this.schedule();
  }

  start(): void {
    this.running = true;
    this.carryOut();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
  }

  /** Everything that is due by now, the earliest first. To be called once the clock was put forward. */
  carryOut(): void {
    for (;;) {
      const next = this.next();
      if (next === undefined || next.due.at > this.desk.clock.now()) break;
      this.happen(next.template, next.due);
    }
    if (this.running) this.schedule();
  }

  /** Decides at once. */
  decide(template: Template, decision: Decision): Template {
    const { clock } = this.desk;
    return this.enter(decided(template, decision, { now: clock.now(), offsetMs: clock.offsetMs }));
  }

  private happen(template: Template, { what }: Due): void {
    const due = duesWith(template.life, what, undefined);
    let current: Template = { ...template, life: { ...template.life, due } };
    const decisions = decisionsFor(current, what);
    if (decisions.length === 0) this.enter({ template: current, news: [] });
    for (const decision of decisions) current = this.decide(current, decision);
  }

  /** Recorded, then told. */
  private enter({ template, news }: Decided): Template {
    this.desk.ledger.record({ kind: 'template.set', template });
    for (const one of news) this.desk.tell(template.wabaId, one, template.name);
    return template;
  }

  private next(): { template: Template; due: Due } | undefined {
    let first: { template: Template; due: Due } | undefined;
    for (const template of this.desk.templates.list())
      for (const due of template.life?.due ?? [])
        if (first === undefined || due.at < first.due.at) first = { template, due };
    return first;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const next = this.next();
    if (next === undefined) return;
    const wait = Math.max(0, next.due.at - this.desk.clock.now());
    this.timer = setTimeout(() => this.carryOut(), Math.min(wait, LONGEST_WAIT_MS));
    this.timer.unref();
  }
}

function decisionsFor(template: Template, what: Due['what']): readonly Decision[] {
  if (what === 'review') return reviewOf(template);
  if (what === 'unpause') return [{ decision: 'unpause' }];
  return [{ decision: 'category', to: template.life?.correctCategory ?? template.category }];
}
