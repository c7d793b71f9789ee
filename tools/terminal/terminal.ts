/** Where the tools write to, and what may be used there. */
export interface Terminal {
  write(text: string): void;
  /** A line may be redrawn in place. */
  live: boolean;
  colour: boolean;
  columns: number;
}

type Stream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** A terminal that went away (closed window, broken pipe) must not take the process with it. */
export function openTerminal(stream: Stream, env: NodeJS.ProcessEnv): Terminal {
  stream.on('error', () => undefined);
  const live = Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
  return {
    write: (text) => void stream.write(text),
    live,
    colour: live && !env['NO_COLOR'],
    columns: stream.columns ?? 100,
  };
}

export type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';

const CODES: Record<Colour, [number, number]> = {
  green: [32, 39],
  red: [31, 39],
  yellow: [33, 39],
  dim: [2, 22],
  bold: [1, 22],
};

export function paint(terminal: Pick<Terminal, 'colour'>, colour: Colour, text: string): string {
  const [on, off] = CODES[colour];
  return terminal.colour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
}
