import type { Victim } from '../lab/lab.ts';

/** One thing that goes wrong while the load runs. */
export type Fault =
  | { kind: 'kill'; victim: Victim; pauseMs: number }
  | { kind: 'stop in order'; victim: Victim }
  | { kind: 'kill database'; downMs: number }
  | { kind: 'cut before commit' | 'cut after commit' | 'reset connections'; victim: Victim }
  | { kind: 'slow connections'; victim: Victim; delayMs: number; forMs: number }
  | { kind: 'blackhole' | 'freeze'; victim: Victim; forMs: number }
  | { kind: 'reset connections to Graph' }
  | { kind: 'freeze who sends' | 'no way to Graph' | 'blackhole to Graph'; forMs: number }
  | { kind: 'full disk'; forMs: number };
