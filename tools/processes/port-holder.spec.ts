import { listeningInodes } from './port-holder.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 0100007F:1F40 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0
   2: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0
`;

describe('who holds a port', () => {
  it('is the socket that listens on it, not one that is connected to it', () => {
    expect(listeningInodes(TABLE, 8000)).toEqual(['111']);
  });

  it('is nobody when nothing listens', () => {
    expect(listeningInodes(TABLE, 80)).toEqual([]);
    expect(listeningInodes('', 8000)).toEqual([]);
  });
});
