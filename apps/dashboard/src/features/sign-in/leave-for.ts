/**
 * Goes to another page of this site by loading it anew: for when it changes who is signed in. Replaces the entry in
 * the history, so that "back" does not show a form that is done with. Never settles; whoever waits stays pending.
 */
export function leaveFor(path: string): Promise<never> {
  window.location.replace(path);
  return new Promise<never>(() => {});
}
