/** Exactly this and nothing that only some reader would take for it: two readers of one body are two bodies. */
const JSON_TYPE = /^application\/json(?:; ?charset=(?:utf-8|"utf-8"))?$/i;

/** Whether a request with these headers (name, value, name, value, ...) says that its body is plain JSON in UTF-8. */
export function saysJson(rawHeaders: readonly string[]): boolean {
  const [type, ...others] = valuesOf(rawHeaders, 'content-type');
  const encodings = valuesOf(rawHeaders, 'content-encoding');
  return (
    type !== undefined &&
    others.length === 0 &&
    JSON_TYPE.test(type) &&
    encodings.every((one) => one === 'identity')
  );
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter(
    (_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
}
