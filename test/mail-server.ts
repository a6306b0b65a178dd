import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** One message as it came over the wire. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  /** Name and content of what is attached. */
  readonly attachments: readonly { readonly name: string; readonly bytes: Buffer }[];
}

export interface MailServer {
  /** As GUIJU_SMTP says it. */
  readonly url: string;
  readonly mails: readonly Mail[];
  readonly close: () => void;
}

/** A mail server that takes everything and keeps it, or, if `answer` says so, turns every recipient away. */
export async function openMailServer({ answer = '250 ok' }: { readonly answer?: string } = {}): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = createServer((socket) => {
    let [to, data]: [string[], string | undefined] = [[], undefined];
    let rest = '';
    const take = (line: string): void => {
      if (data !== undefined) {
        if (line !== '.') data += `${line}\r\n`;
        else {
          mails.push(readMail(to, data));
          [to, data] = [[], undefined];
          socket.write('250 kept\r\n');
        }
        return;
      }
      const recipient = /^RCPT TO:<(.*?)>/i.exec(line)?.[1];
      if (recipient !== undefined) to.push(recipient);
      if (line === 'DATA') data = '';
      socket.write(line === 'DATA' ? '354 go on\r\n' : `${recipient === undefined ? '250 ok' : answer}\r\n`);
    };
    socket.write('220 here\r\n');
    socket.on('error', () => undefined); // whoever sent may hang up
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, mails, close: () => server.close() };
}

/** Multipart with attachments in base64, as nodemailer writes it. */
function readMail(to: readonly string[], data: string): Mail {
  const [head = '', ...body] = data.split('\r\n\r\n');
  const boundary = /boundary="(.*?)"/.exec(head)?.[1] ?? '';
  const parts = body
    .join('\r\n\r\n')
    .split(`--${boundary}`)
    .filter((part) => /content-disposition: attachment/i.test(part));
  const attachments = parts.map((part) => {
    const [about = '', content = ''] = part.split('\r\n\r\n');
    const base64 = /content-transfer-encoding: base64/i.test(about);
    const name = /filename\*0\*=utf-8''([^;\s]+)/i.exec(about)?.[1] ?? '';
    return { name: decodeURIComponent(name), bytes: base64 ? Buffer.from(content, 'base64') : Buffer.from(content) };
  });
  return { to, subject: decodeWords(/^Subject: ([^]*?)\r\n(?! )/m.exec(`${head}\r\n`)?.[1] ?? ''), attachments };
}

/** Encoded words of a header (RFC 2047), base64 or quoted-printable. */
function decodeWords(text: string): string {
  return text.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, how: string, word: string) => {
    if (how.toLowerCase() === 'b') return Buffer.from(word, 'base64').toString('utf8');
    return decodeURIComponent(
      word
        .replaceAll('_', ' ')
        .replaceAll('%', '%25')
        .replaceAll(/=([0-9A-F]{2})/gi, '%$1'),
    );
  });
}
