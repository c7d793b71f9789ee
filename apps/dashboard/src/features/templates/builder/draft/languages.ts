import type { SearchOption } from '@/ui/search-select';

/** Those that WhatsApp has templates in (libs/whatsapp-cloud: languages.ts). */
const LANGUAGES = [
  'af ar az bg bn ca cs da de el en en_GB en_US es es_AR es_ES es_MX et fa fi fil fr ga gu ha he hi hr hu id it ja ka',
  'kk kn ko ky_KG lo lt lv mk ml mr ms nb nl pa pl pt_BR pt_PT ro ru rw_RW sk sl sq sr sv sw ta te th tr uk ur uz vi',
  'zh_CN zh_HK zh_TW zu',
]
  .join(' ')
  .split(' ');

/** By their English names; the one of an older template stays choosable. */
export function templateLanguages(current: string): SearchOption[] {
  return [...new Set([...LANGUAGES, current])]
    .filter((code) => code !== '')
    .map((code) => ({ value: code, label: languageName(code), aside: code, terms: ownNameOf(code) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}

/** "Portuguese (Brazil)" for pt_BR; the code itself where this browser has no name for it. */
export const languageName = (code: string): string => nameIn('en', code);

const ownNameOf = (code: string): string => nameIn(code.replaceAll('_', '-'), code);

function nameIn(language: string, code: string): string {
  try {
    const names = new Intl.DisplayNames(language, { type: 'language', languageDisplay: 'standard' });
    return names.of(code.replaceAll('_', '-')) ?? code;
  } catch {
    return code;
  }
}

/** The language of a workspace, as WhatsApp writes it: "pt_BR" for "pt-BR". English where it has no templates in it. */
export function languageFor(tag: string): string {
  const code = tag.replaceAll('-', '_');
  const own = [code, code.split('_')[0] ?? ''].find((one) => LANGUAGES.includes(one));
  return own ?? 'en';
}
