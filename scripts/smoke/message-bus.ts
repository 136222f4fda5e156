import { connect, type Socket } from 'node:net';
import { type BusValue, ValueReader, ValueWriter } from './message-bus-values.ts';

/** The other side's error; its name is the one of the bus, such as `org.freedesktop.DBus.Error.Failed`. */
export class BusError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(`${name}: ${message}`);
    this.name = name;
  }
}

/** A method of somebody else on the bus. */
export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly BusValue[];
}

/** A call that came in. */
export interface IncomingCall {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly BusValue[];
}

/** What a call that came in is answered with. */
export interface MethodReply {
  readonly signature: string;
  readonly body: readonly BusValue[];
}

/** A connection to a desktop's message bus (D-Bus), as its panel has one. */
export interface MessageBus {
  /** Resolves with the answer's values; rejects with the other side's error, or after 10 s. */
  call(method: MethodCall): Promise<readonly BusValue[]>;
  /** Takes a well-known name and answers calls to it; an answer of undefined tells the caller that there is no such method. */
  serve(name: string, answer: (call: IncomingCall) => MethodReply | undefined): Promise<void>;
  close(): void;
}

const CALL_LIMIT_MS = 10_000;
const FIXED_HEADER_BYTES = 16;
const kinds = { call: 1, reply: 2, error: 3 } as const;
const fields = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const;
const daemon = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

interface Message {
  readonly kind: number;
  readonly serial: number;
  readonly header: ReadonlyMap<number, BusValue>;
  readonly body: readonly BusValue[];
}

/** Connects to the bus at a socket's path, as the user of this process. */
export async function connectToBus(socketPath: string): Promise<MessageBus> {
  const socket = connect({ path: socketPath });
  await logIn(socket);
  return startTalking(socket);
}

/** The text protocol before the first message. */
async function logIn(socket: Socket): Promise<void> {
  const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(data.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The message bus has hung up.')));
  });
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  const line = await answer;
  if (!line.startsWith('OK ')) throw new Error(`The message bus does not let this user in: ${line.trim()}`);
  socket.removeAllListeners();
  socket.write('BEGIN\r\n');
}

async function startTalking(socket: Socket): Promise<MessageBus> {
  const waiting = new Map<number, { resolve(body: readonly BusValue[]): void; reject(error: Error): void }>();
  let answerCall: (call: IncomingCall) => MethodReply | undefined = () => undefined;
  let lastSerial = 0;
  let unread = Buffer.alloc(0);

  const send = (kind: number, header: readonly [number, string, BusValue][], signature: string, body: readonly BusValue[]) => {
    lastSerial += 1;
    socket.write(encode(kind, lastSerial, header, signature, body));
    return lastSerial;
  };
  const receive = (message: Message): void => {
    const { kind, header, body } = message;
    if (kind === kinds.call) return answer(message);
    const asked = waiting.get(Number(header.get(fields.replySerial)));
    if (kind === kinds.reply) asked?.resolve(body);
    if (kind === kinds.error) asked?.reject(new BusError(String(header.get(fields.errorName)), String(body[0] ?? '')));
  };
  const answer = ({ header, serial, body }: Message): void => {
    const text = (field: number): string => String(header.get(field) ?? '');
    const sender = text(fields.sender);
    const path = text(fields.path);
    const reply = answerCall({ sender, path, interface: text(fields.interface), member: text(fields.member), body });
    const to: [number, string, BusValue][] = [
      [fields.replySerial, 'u', serial],
      [fields.destination, 's', sender],
    ];
    if (reply !== undefined) send(kinds.reply, to, reply.signature, reply.body);
    else send(kinds.error, [...to, [fields.errorName, 's', 'org.freedesktop.DBus.Error.UnknownMethod']], '', []);
  };
  socket.on('data', (data) => {
    unread = Buffer.concat([unread, data]);
    for (let length = messageLength(unread); length !== undefined; length = messageLength(unread)) {
      receive(decode(unread.subarray(0, length)));
      unread = unread.subarray(length);
    }
  });
  const hangUp = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('The message bus has hung up.'));
  };
  socket.on('close', hangUp);
  socket.on('error', hangUp);

  const call: MessageBus['call'] = ({ signature = '', body = [], ...method }) =>
    new Promise((resolve, reject) => {
      const serial = send(
        kinds.call,
        [
          [fields.path, 'o', method.path],
          [fields.interface, 's', method.interface],
          [fields.member, 's', method.member],
          [fields.destination, 's', method.destination],
        ],
        signature,
        body,
      );
      const timer = setTimeout(() => settle(() => reject(new Error(`${method.member} was not answered.`))), CALL_LIMIT_MS);
      const settle = (how: () => void): void => {
        clearTimeout(timer);
        waiting.delete(serial);
        how();
      };
      waiting.set(serial, {
        resolve: (values) => settle(() => resolve(values)),
        reject: (error) => settle(() => reject(error)),
      });
    });
  await call({ ...daemon, member: 'Hello' });
  return {
    call,
    serve: async (name, answerWith) => {
      answerCall = answerWith;
      const doNotQueue = 4;
      const [result] = await call({ ...daemon, member: 'RequestName', signature: 'su', body: [name, doNotQueue] });
      if (result !== 1) throw new Error(`Somebody else on the bus is ${name}.`);
    },
    close: () => void socket.destroy(),
  };
}

function encode(
  kind: number,
  serial: number,
  header: readonly [number, string, BusValue][],
  signature: string,
  body: readonly BusValue[],
): Buffer {
  const content = new ValueWriter();
  content.writeAll(signature, body);
  const writer = new ValueWriter();
  writer.writeAll('yyyyuu', ['l'.charCodeAt(0), kind, 0, 1, content.bytes.length, serial]);
  const all: readonly [number, string, BusValue][] = signature === '' ? header : [...header, [fields.signature, 'g', signature]];
  const variants = new ValueWriter();
  for (const [field, type, value] of all) {
    variants.align(8);
    variants.write('y', field);
    variants.write('g', type);
    variants.write(type, value);
  }
  writer.write('u', variants.bytes.length); // starts at byte 16, so the fields are aligned alike
  return Buffer.concat([writer.bytes, variants.bytes, Buffer.alloc((8 - (variants.bytes.length % 8)) % 8), content.bytes]);
}

const isLittle = (bytes: Buffer): boolean => bytes[0] === 'l'.charCodeAt(0);

/** The length of the first message, or undefined while it is not whole. */
function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < FIXED_HEADER_BYTES) return undefined;
  const number = (offset: number): number => (isLittle(bytes) ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
  const length = Math.ceil((FIXED_HEADER_BYTES + number(12)) / 8) * 8 + number(4);
  return bytes.length < length ? undefined : length;
}

function decode(bytes: Buffer): Message {
  const reader = new ValueReader(bytes, isLittle(bytes));
  const [, kind, , , , serial, list] = reader.readAll('yyyyuua(yv)');
  reader.align(8);
  const header = new Map((Array.isArray(list) ? list : []).map((field) => (Array.isArray(field) ? field : [])).map(pair));
  const body = new ValueReader(bytes.subarray(reader.offset), isLittle(bytes));
  return { kind: Number(kind), serial: Number(serial), header, body: body.readAll(String(header.get(fields.signature) ?? '')) };
}

const pair = ([field, value]: BusValue[]): [number, BusValue] => [Number(field), value ?? ''];
