/** Runs once in the listening server, before its first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { startServing } = await import('./gateway/start-serving');
  startServing();
}
