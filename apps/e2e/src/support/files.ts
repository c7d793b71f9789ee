import { crc32, deflateSync } from 'node:zlib';

/** A file as somebody chooses it on their phone. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture of a sunset, more or less. */
export function picture(name = 'sunset.png', width = 480, height = 640): ChosenFile {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const isSun = Math.hypot(x - width / 2, y - height / 2.2) < width / 5;
      row.set(
        isSun ? [255, 214, 120] : [250 - (y * 190) / height, 120 - (y * 70) / height, 90 + (y * 80) / height],
        1 + x * 3,
      );
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return { name, mimeType: 'image/png', buffer: Buffer.concat([signature, ...chunks]) };
}

/** A tone of some seconds. */
export function tone(seconds: number, name = 'note.wav'): ChosenFile {
  const rate = 8_000;
  const samples = Buffer.from(
    Array.from(
      { length: rate * seconds },
      (_, n) => 128 + Math.round(40 * Math.sin((n / rate) * 440 * 2 * Math.PI)),
    ),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([header, samples]) };
}

export function priceList(name = 'Preisliste März.pdf'): ChosenFile {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n${'%'.repeat(23_400)}\n`) };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}
