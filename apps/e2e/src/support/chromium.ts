import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** A browser that can be started on this machine. */
export interface Chromium {
  executablePath: string;
  /** What its process needs beyond the caller's environment. */
  env: Record<string, string>;
  /** One from npm has no helper that may set up the sandbox; an installed one has. */
  isInstalled: boolean;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const FROM_NPM = 'npm';

/**
 * The browser of CHROMIUM_PATH, else an installed one, else the one inside the npm package, unpacked below `folder`.
 * `CHROMIUM_PATH=npm` asks for the last one although another is installed.
 */
export async function findChromium(projectRoot: string, folder: string): Promise<Chromium> {
  const wish = process.env['CHROMIUM_PATH'];
  if (wish === FROM_NPM) return unpackChromium(projectRoot, folder);
  if (wish && !isExecutable(wish)) throw new Error(`CHROMIUM_PATH is ${wish}, which cannot be run.`);
  const installed = wish || installedChromium();
  if (installed) return { executablePath: installed, env: {}, isInstalled: true };
  return unpackChromium(projectRoot, folder);
}

function installedChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].find(isExecutable);
}

async function unpackChromium(projectRoot: string, folder: string): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('There is no Chromium or Chrome here. Install one, or say where it is: CHROMIUM_PATH=…');
  const place = join(folder, 'chromium-from-npm');
  await mkdir(place, { recursive: true });
  const unpack = (file: string) => inflateInto(place, projectRoot, file);

  const executablePath = await unpack('chromium.br');
  const env: Record<string, string> = { FONTCONFIG_FILE: await addFonts(await unpack('fonts.tar.br')) };
  if (await starts(executablePath, env)) return { executablePath, env, isInstalled: false };

  // A bare machine lacks libnss3; the package brings the libraries of Amazon Linux 2023.
  const libraries = join(await unpack('al2023.tar.br'), 'lib');
  env['LD_LIBRARY_PATH'] = [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  if (await starts(executablePath, env)) return { executablePath, env, isInstalled: false };
  throw new Error('The Chromium from npm does not run on this machine. Install one (Debian: chromium).');
}

/** Unpacks one file of the package. The package itself knows no place but the folder for temporary files. */
async function inflateInto(place: string, projectRoot: string, file: string): Promise<string> {
  const { inflate } = await import('@sparticuz/chromium');
  const entry = createRequire(join(projectRoot, 'package.json')).resolve('@sparticuz/chromium');
  const temporary = process.env['TMPDIR'];
  process.env['TMPDIR'] = place;
  try {
    return await inflate(join(dirname(entry), '..', 'bin', file));
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
  }
}

/** The fonts of the machine, and the packaged ones for a machine that has none. Resolves to fontconfig's file. */
async function addFonts(folder: string): Promise<string> {
  const file = join(folder, 'parley-fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`,
  );
  return file;
}

function starts(executablePath: string, env: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(executablePath, ['--version', '--no-sandbox'], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
