import { complete, generateSettings } from './settings.ts';

describe('the generated settings', () => {
  it('have an encryption key of 32 bytes and secrets that are never the same', () => {
    const settings = generateSettings();
    expect(Buffer.from(settings.encryptionKey, 'base64')).toHaveLength(32);
    expect(settings.appSecret).toMatch(/^[0-9a-f]{32}$/);
    expect(generateSettings().encryptionKey).not.toBe(settings.encryptionKey);
    expect(new Set(Object.values(settings.databasePasswords)).size).toBe(4);
  });

  it('keep what an older version has written and gain what it did not know', () => {
    const kept = { encryptionKey: 'old key', databasePasswords: { owner: 'old password' } };
    const settings = complete(kept as never, generateSettings());
    expect(settings.encryptionKey).toBe('old key');
    expect(settings.databasePasswords.owner).toBe('old password');
    expect(settings.databasePasswords.reader).toHaveLength(32);
    expect(settings.verifyToken).toHaveLength(32);
  });
});
