import { plain, table, visible } from './table';

describe('a table for the terminal', () => {
  it('has columns as wide as they need, and no blanks at the end', () => {
    expect(
      table(
        ['lane', 'waiting'],
        [
          [7, 12_000],
          [63, 1],
        ],
      ),
    ).toBe('lane  waiting\n7     12000\n63    1\n');
    expect(table(['reason'], [[null]])).toBe('reason\n-\n');
  });

  it('keeps what others wrote from steering the terminal', () => {
    expect(plain('a\u001b[31mred\u202ered\nb')).toBe('a\ufffd[31mred\ufffdred\ufffdb');
  });

  it('keeps whole texts from it, too, with nothing lost of their lines and of what steers', () => {
    expect(visible('{\n\t"a": "\u001b[2J\u202e\u0007\r"}')).toBe(
      '{\n\t"a": "\\u{1b}[2J\\u{202e}\\u{7}\\u{d}"}',
    );
    expect(visible('سلام 👋')).toBe('سلام 👋');
  });
});
