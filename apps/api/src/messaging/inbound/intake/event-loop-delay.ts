import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, OnModuleDestroy, OnModuleInit } from '@nestjs/common';

const RESOLUTION_MS = 20;
const LOOK_EVERY_MS = 1_000;
const SLOW_MS = 1_000;

/** For how long this process has been too busy to answer anybody in time. */
@Injectable()
export class EventLoopDelay implements OnModuleInit, OnModuleDestroy {
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private looking: NodeJS.Timeout | undefined;
  private lookedAt = 0;
  private slowSince: number | undefined;

  onModuleInit(): void {
    this.delays.enable();
    this.lookedAt = performance.now();
    this.looking = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.looking);
    this.delays.disable();
  }

  slowForMs(): number {
    return this.slowSince === undefined ? 0 : performance.now() - this.slowSince;
  }

  private look(): void {
    const p99Ms = this.delays.percentile(99) / 1e6;
    this.slowSince = p99Ms > SLOW_MS ? (this.slowSince ?? this.lookedAt) : undefined;
    this.lookedAt = performance.now();
    this.delays.reset();
  }
}
