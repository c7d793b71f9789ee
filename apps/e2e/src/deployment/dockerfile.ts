import { readRepositoryFile } from './repository';

export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** The Dockerfile, one list of instructions per stage. Continued lines are joined, comments are left out. */
export function readDockerfile(): Instruction[][] {
  const lines = readRepositoryFile('Dockerfile')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [name = ''] = line.split(' ', 1);
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, value: line.slice(name.length).trim() });
  }
  return stages;
}

/** The stage that becomes the image. */
export function finalStage(): Instruction[] {
  return readDockerfile().at(-1) ?? [];
}

/** All values of one instruction of the final stage. */
export function inFinalStage(name: string): string[] {
  return finalStage()
    .filter((instruction) => instruction.name === name)
    .map(({ value }) => value);
}

/** ENTRYPOINT or CMD of the image, in their form without a shell. */
export function commandOf(name: 'ENTRYPOINT' | 'CMD'): string[] {
  return JSON.parse(inFinalStage(name)[0] ?? 'null') as string[];
}

/** The command behind HEALTHCHECK, in its form without a shell. */
export function healthCheckCommand(): string[] {
  const [, command] = /CMD (\[.*\])$/.exec(inFinalStage('HEALTHCHECK')[0] ?? '') ?? [];
  return JSON.parse(command ?? 'null') as string[];
}

/** What ENV sets in the image. */
export function imageEnvironment(): Record<string, string> {
  const assignments = inFinalStage('ENV').flatMap((value) => value.split(/\s+/));
  return Object.fromEntries(assignments.map((assignment) => assignment.split('=', 2) as [string, string]));
}
