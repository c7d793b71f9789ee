/** How a call went, as far as WhatsApp says. */
export function callInWords(call: { status: string | null; durationSeconds: number | null }): string {
  const { status, durationSeconds } = call;
  if (durationSeconds !== null && durationSeconds > 0) return `Lasted ${lengthInWords(durationSeconds)}`;
  if (status === 'FAILED') return 'Did not come about';
  return status === null ? 'Not over yet, as far as WhatsApp says' : 'Ended';
}

function lengthInWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = `${seconds % 60} s`;
  return minutes === 0 ? rest : `${minutes} min ${rest}`;
}
