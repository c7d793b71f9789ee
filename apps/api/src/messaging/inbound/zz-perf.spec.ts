import { parseProviderJson } from './provider-json';
import { elementsOf } from '../../adapters/whatsapp/normalise/elements';
const MB4 = 4_000_000;
const fill = (unit: string, wrap: [string, string], size = MB4) => wrap[0] + unit.repeat(Math.floor((size - 20) / unit.length)).replace(/,$/, '') + wrap[1];
const env = (inner: string) => `{"object":"whatsapp_business_account","entry":[${inner}]}`;
const limit = (unit: string, n: number, wrap: [string, string]) => wrap[0] + Array(n).fill(unit).join(',') + wrap[1];
const bigText = (n: number, of: string) => '"' + of.repeat(n) + '"';
const cases: [string, string][] = [
  ['quotes', fill('"",', ['[', ']'])],
  ['escaped quotes', '["' + '\\"'.repeat(1_999_000) + '"]'],
  ['escapes', '["' + '\\u0041'.repeat(660_000) + '"]'],
  ['nul', '["' + '\\u0000'.repeat(660_000) + '"]'],
  ['lone', '["' + '\\ud83d'.repeat(660_000) + '"]'],
  ['digits', '[' + '9'.repeat(3_999_000) + ']'],
  ['large ints 190k', limit('1234567890123456789', 190_000, ['[', ']'])],
  ['1e400 190k', limit('1e400', 190_000, ['[', ']'])],
  ['depth32 lists', limit('[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]', 6000, ['[', ']'])],
  ['objs', limit('{"a":1}', 99_000, ['[', ']'])],
  ['keys one object', '{' + Array.from({ length: 190_000 }, (_, i) => `"key${i}":1`).join(',') + '}'],
  ['int keys', '{' + Array.from({ length: 190_000 }, (_, i) => `"${i * 7919}":1`).join(',') + '}'],
  ['nul keys', '{' + Array.from({ length: 190_000 }, (_, i) => `"k\\u0000${i}":1`).join(',') + '}'],
  ['proto keys', limit('{"__proto__":{"a":1}}', 60_000, ['[', ']'])],
  ['depth', '['.repeat(MB4)],
  ['spaces', ' '.repeat(MB4)],
  ['number spaces', '[' + '12345678901234567890' + ' '.repeat(MB4 - 40) + ']'],
  ['entries', env(limit('1', 190_000, ['', '']))],
  ['messages junk', env(`{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":${limit('1', 190_000, ['[', ']'])}}}]}`)],
  ['messages+contacts', env(`{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"contacts":${limit('{"wa_id":"123456"}', 30_000, ['[', ']'])},"messages":${limit('{"from":"16505551234","id":"a","timestamp":"1749416383","type":"text"}', 20_000, ['[', ']'])}}}]}`)],
  ['contact cards', env(`{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"from":"16505551234","id":"a","timestamp":"1749416383","type":"contacts","contacts":${limit('{"name":{"formatted_name":"x"}}', 60_000, ['[', ']'])}}]}}]}`)],
  ['history 3MB', env(`{"id":"1","changes":[{"field":"history","value":{"metadata":{"phone_number_id":"1"},"history":[{"metadata":{"phase":0},"threads":[{"id":"16505551234","messages":${limit('{"from":"16505551234","id":"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEw0026==","timestamp":"1749416383","type":"text","text":{"body":"ok"},"history_context":{"status":"READ"}}', 15_900, ['[', ']'])}}]}]}}]}`)],
];
const cpu = () => (process as any).threadCpuUsage().user / 1000 + (process as any).threadCpuUsage().system / 1000;
it('perf', () => {
  const out: string[] = [];
  for (const [name, text] of cases) {
    const body = Buffer.from(text);
    let best = Infinity, first = 0, note = '', split = 0;
    for (let i = 0; i < 3; i++) {
      const t = cpu();
      try { const v = parseProviderJson(body); const t2 = cpu(); const e = elementsOf(v); split = cpu() - t2; note = 'ok ' + e.length; } catch (e) { note = String(e); }
      const d = cpu() - t; if (i === 0) first = d; best = Math.min(best, d);
    }
    out.push(`${name} ${(body.length / 1e6).toFixed(1)}MB first ${first.toFixed(0)} best ${best.toFixed(0)} split ${split.toFixed(0)} ${note}`);
  }
  console.log(out.join('\n'));
});
