/** Meta has a list of languages, which grows; what is written like one of them is taken. */
export function isLanguage(code: string): boolean {
  return /^[a-z]{2,3}(_[A-Z]{2})?$/.test(code);
}
