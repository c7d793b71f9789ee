import { backlog } from './backlog.ts';
import { fairness } from './fairness.ts';
import { reply } from './reply.ts';
import { sustained } from './sustained.ts';

/** In the order in which they are measured. */
export const PARTS = { sustained, backlog, fairness, reply };
export type PartName = keyof typeof PARTS;
