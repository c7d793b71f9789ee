import { get } from 'node:http';

const REQUEST_TIMEOUT_MS = 2_000;

/** Whether an HTTP server answers this URL with anything but its own failure. */
export function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: REQUEST_TIMEOUT_MS, agent: false }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
