import { explainNpmFailure, lastLines } from './npm-failure.mjs';

describe('a failed npm ci', () => {
  const explain = (output: string) => explainNpmFailure(output, '/srv/parley');

  it.each([
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error Error: EACCES: permission denied, mkdir', 'npm may not write to /srv/parley'],
    ['npm error code ENOTFOUND', 'could not reach its package registry'],
    ['npm error code EINTEGRITY', 'damaged'],
    ['npm error code EUSAGE', 'do not agree'],
    ['spawn npm ENOENT', 'npm was not found'],
  ])('%s is explained', (output, line) => {
    expect(explain(output).line).toContain(line);
  });

  it('is told in its own words when we do not know it', () => {
    const { line, evidence } = explain('npm error something new\nand a reason\n');
    expect(line).toBe('npm ci failed; this is what it said:');
    expect(evidence).toEqual(['npm error something new', 'and a reason']);
  });

  it('shows the lines that prove it', () => {
    const { evidence } = explain('npm error code ENOSPC\nnpm error hint\n');
    expect(evidence).toEqual(['npm error code ENOSPC']);
  });

  it('is shown by its last lines, without the pointer to a log elsewhere', () => {
    const output = 'one\n\ntwo\nthree\nnpm error A complete log of this run can be found in: somewhere\n';
    expect(lastLines(output, 2)).toEqual(['two', 'three']);
  });
});
