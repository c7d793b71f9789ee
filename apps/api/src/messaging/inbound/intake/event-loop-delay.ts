import { Injectable, OnModuleDestroy, OnModuleInit } from '@nestjs/common';

const LOOK_EVERY_MS = 100;
const SLOW_MS = 1_000;

/** For how long this process has been too busy to answer anybody in time: every turn of its event loop took over a second. */
@Injectable()
export class EventLoopDelay implements OnModuleInit, OnModuleDestroy {
  private looking: NodeJS.Timeout | undefined;
  private lookedAt = performance.now();
  private slowSince: number | undefined;

  onModuleInit(): void {
    this.lookedAt = performance.now();
    this.looking = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.looking);
  }

  slowForMs(): number {
    return this.slowSince === undefined ? 0 : performance.now() - this.slowSince;
  }

  private look(): void {
    const now = performance.now();
    const isLate = now - this.lookedAt > LOOK_EVERY_MS + SLOW_MS;
    this.slowSince = isLate ? (this.slowSince ?? this.lookedAt) : undefined;
    this.lookedAt = now;
  }
}
