import { assert, property, string } from 'fast-check';
import { languageFor, languageName, templateLanguages } from '../draft/languages';
import { finishedName, nameOf } from '../draft/name';
import { otpKindOf, withOtpKind } from '../draft/one-time-password';
import { fileFault } from '../draft/sample-file';
import { durationInWords, ttlOptions } from '../draft/ttl';

describe('a name', () => {
  test.each([
    ['Order shipped', 'order_shipped'],
    ['  Ação de verão 2026! ', 'acao_de_verao_2026_'],
    ['order_', 'order_'],
    ['سلام', ''],
    ['Größe', 'grosse'],
  ])('of "%s" is "%s" while it is typed', (typed, name) => {
    expect(nameOf(typed)).toBe(name);
  });

  test('is no longer than WhatsApp takes', () => {
    expect(nameOf('a'.repeat(600))).toHaveLength(512);
  });

  test('has only what WhatsApp takes, and ends with a word once it is finished', () => {
    assert(
      property(string({ unit: 'binary' }), (typed) => {
        expect(finishedName(nameOf(typed))).toMatch(/^([a-z0-9]([a-z0-9_]*[a-z0-9])?)?$/);
      }),
    );
  });
});

describe('a language', () => {
  test('is that of the workspace, as WhatsApp writes it, else English', () => {
    expect(languageFor('pt-BR')).toBe('pt_BR');
    expect(languageFor('fa-IR')).toBe('fa');
    expect(languageFor('tlh')).toBe('en');
  });

  test('is called by its name, and one that is not on the list stays choosable', () => {
    expect(languageName('pt_BR')).toBe('Portuguese (Brazil)');
    expect(languageName('??')).toBe('??');
    expect(templateLanguages('xx_YY').some(({ value }) => value === 'xx_YY')).toBe(true);
  });
});

describe('a sample file', () => {
  const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const MP4 = Uint8Array.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70]);
  const GIF = new TextEncoder().encode('GIF89a');

  test('is taken when it is what the header shows', () => {
    expect(fileFault('IMAGE', 1_000, PNG)).toBeNull();
    expect(fileFault('VIDEO', 1_000, MP4)).toBeNull();
    expect(fileFault('GIF', 1_000, MP4)).toBeNull();
  });

  test('is refused by its bytes, whatever its name', () => {
    expect(fileFault('IMAGE', 1_000, GIF)).toContain('a JPEG or PNG picture');
    expect(fileFault('DOCUMENT', 1_000, PNG)).toContain('a PDF document');
    expect(fileFault('IMAGE', 0, new Uint8Array())).toBe('This file is empty.');
  });

  test('is refused when it is too large, with both sizes', () => {
    expect(fileFault('IMAGE', 1_400_000, PNG)).toMatch(/1\.4 MB.*750 kB/);
  });
});

describe('the time to deliver', () => {
  test.each([
    [30, '30 seconds'],
    [60, '1 minute'],
    [43_200, '12 hours'],
    [86_400, '1 day'],
    [90, '90 seconds'],
  ])('of %i is %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });

  test('keeps what is chosen among its choices, once', () => {
    const values = (chosen: number | null) => ttlOptions('utility', chosen).map(({ value }) => value);
    expect(values(77)).toContain('77');
    expect(values(-1).filter((value) => value === '-1')).toHaveLength(1);
    expect(new Set(values(60)).size).toBe(values(60).length);
  });
});

describe('the button for a code', () => {
  const COPY = { type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' };

  test('asks for an app where one fills the code in, and for none where nobody does', () => {
    const oneTap = withOtpKind(COPY, 'ONE_TAP');
    expect(oneTap.supported_apps).toEqual([{ package_name: '', signature_hash: '' }]);
    expect(withOtpKind(oneTap, 'COPY_CODE')).toEqual(COPY);
  });

  test('asks for terms only where there is no tap', () => {
    const zeroTap = { ...withOtpKind(COPY, 'ZERO_TAP'), zero_tap_terms_accepted: true };
    expect(withOtpKind(zeroTap, 'ONE_TAP')).not.toHaveProperty('zero_tap_terms_accepted');
    expect(withOtpKind(zeroTap, 'ZERO_TAP')).toEqual(zeroTap);
  });

  test('is ours again where WhatsApp has one with an address in its place', () => {
    const stored = {
      type: 'URL',
      text: 'Copy',
      url: 'https://www.whatsapp.com/otp/code/?otp_type=ONE_TAP&code=otp{{1}}',
    };
    expect(otpKindOf(stored)).toBe('ONE_TAP');
    expect(withOtpKind(stored, 'COPY_CODE')).toEqual(COPY);
  });

  test('copies the code where its kind is none of WhatsApp’s', () => {
    expect(otpKindOf({ otp_type: 'MAGIC' })).toBe('COPY_CODE');
  });
});
