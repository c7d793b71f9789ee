import { isSource } from './source-stamp.ts';

describe('what a build is made from', () => {
  it.each(['main.ts', 'page.tsx', 'package.json', 'globals.css', 'specimen.ts'])('includes %s', (name) => {
    expect(isSource(name)).toBe(true);
  });

  it.each([
    'dist',
    '.next',
    'node_modules',
    'next-env.d.ts',
    'a.tsbuildinfo',
    'lane.spec.ts',
    'a.journey-spec.ts',
    'README.md',
  ])('leaves out %s', (name) => {
    expect(isSource(name)).toBe(false);
  });
});
