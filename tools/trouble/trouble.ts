/** A failure that was foreseen: told as a clear line and perhaps some lines of evidence, never as a stack trace. */
export class Trouble extends Error {
  readonly evidence: readonly string[];

  constructor(message: string, evidence: readonly string[] = []) {
    super(message);
    this.name = 'Trouble';
    this.evidence = evidence;
  }
}

/** Thrown out of a step when the operator stopped it; not a failure. */
export class Stopped extends Error {
  constructor() {
    super('Stopped.');
    this.name = 'Stopped';
  }
}
