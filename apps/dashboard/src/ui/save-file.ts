const HOLD_MS = 60_000;

/** Hands the browser a file to keep. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has taken hold of the file once the click is through.
  window.setTimeout(() => URL.revokeObjectURL(link.href), HOLD_MS);
}
