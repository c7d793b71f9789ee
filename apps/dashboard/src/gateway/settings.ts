export type Settings = {
  /** Origin of the API, as this server reaches it. */
  apiUrl: URL;
  /** Where people find the simulated phone; null when there is none. */
  simulatorUrl: string | null;
};

/** Reads API_URL and SIMULATOR_URL. Called when a request arrives, so one build serves every environment. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const simulator = env['SIMULATOR_URL'];
  return {
    apiUrl: httpUrl('API_URL', env['API_URL'] || 'http://127.0.0.1:8000'),
    simulatorUrl: simulator ? httpUrl('SIMULATOR_URL', simulator).href : null,
  };
}

function httpUrl(name: string, value: string): URL {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `${name} must be an http or https URL, for example http://127.0.0.1:8000; it is "${value}".`,
    );
  }
  return url;
}
