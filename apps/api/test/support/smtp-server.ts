import { once } from 'node:events';
import { createServer, Server, Socket } from 'node:net';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string[];
  /** Headers and body as they came, with soft line breaks undone. */
  readonly text: string;
}

type Behaviour = 'takes' | 'refuses' | 'is silent';

/** A mail server that keeps what it takes: real SMTP (RFC 5321), as much as one mail needs. */
export class SmtpServer {
  readonly mails: ReceivedMail[] = [];
  behaviour: Behaviour = 'takes';
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmtpServer> {
    const server = createServer().listen(0, '127.0.0.1');
    const smtp = new SmtpServer(server);
    server.on('connection', (socket) => void smtp.serve(socket).catch(() => undefined));
    await once(server, 'listening');
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    if (this.behaviour === 'is silent') return;
    let mail = { from: '', to: [] as string[], lines: [] as string[] };
    let isData = false;
    const say = (line: string) => void socket.write(`${line}\r\n`);
    say('220 mail.test ESMTP');
    for await (const line of linesOf(socket)) {
      if (isData && line !== '.') mail.lines.push(line.replace(/^\./, ''));
      else if (isData) {
        isData = false;
        const text = mail.lines.join('\n').replaceAll('=\n', '').replaceAll('=3D', '=');
        this.mails.push({ from: mail.from, to: mail.to, text });
        mail = { from: '', to: [], lines: [] };
        say('250 taken');
      } else if (/^MAIL FROM:/i.test(line)) {
        mail.from = addressIn(line);
        say('250 ok');
      } else if (/^RCPT TO:/i.test(line)) {
        mail.to.push(addressIn(line));
        say(this.behaviour === 'refuses' ? '550 5.1.1 no such mailbox' : '250 ok');
      } else if (/^DATA/i.test(line)) {
        isData = true;
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    }
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let text = '';
  for await (const part of socket) {
    text += String(part);
    const lines = text.split('\r\n');
    text = lines.pop() ?? '';
    yield* lines;
  }
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';
