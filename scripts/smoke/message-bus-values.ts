/** A value of the message bus: a variant is read as what it holds, a dictionary as an object; a struct or array is an array. */
export type BusValue = string | number | bigint | boolean | BusValue[] | { readonly [key: string]: BusValue } | Variant;

/** A value that carries its own type; only for writing. */
export class Variant {
  readonly signature: string;
  readonly value: BusValue;

  constructor(signature: string, value: BusValue) {
    this.signature = signature;
    this.value = value;
  }
}

const alignments: Readonly<Record<string, number>> = { y: 1, g: 1, v: 1, n: 2, q: 2, x: 8, t: 8, d: 8, '(': 8, '{': 8 };
const alignmentOf = (type: string): number => alignments[type[0] ?? ''] ?? 4;

/** The complete types of a signature: `a{sv}u` is `a{sv}` and `u`. */
export function typesOf(signature: string): string[] {
  const types: string[] = [];
  for (let start = 0; start < signature.length; ) {
    let end = start;
    while (signature[end] === 'a') end += 1;
    if (signature[end] === '(' || signature[end] === '{') {
      let depth = 0;
      do {
        if ('({'.includes(signature[end] ?? '')) depth += 1;
        if (')}'.includes(signature[end] ?? '')) depth -= 1;
        end += 1;
      } while (depth > 0 && end < signature.length);
    } else end += 1;
    types.push(signature.slice(start, end));
    start = end;
  }
  return types;
}

/** Reads values in the byte order of the message; offsets count from the start of the message, or of its body. */
export class ValueReader {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  #offset = 0;

  constructor(bytes: Buffer, little: boolean) {
    this.#bytes = bytes;
    this.#little = little;
  }

  get offset(): number {
    return this.#offset;
  }

  align(size: number): void {
    this.#offset = Math.ceil(this.#offset / size) * size;
  }

  readAll(signature: string): BusValue[] {
    return typesOf(signature).map((type) => this.read(type));
  }

  read(type: string): BusValue {
    this.align(alignmentOf(type));
    switch (type[0]) {
      case 'y':
        return this.#take(1).readUInt8();
      case 'b':
        return this.#unsigned() === 1;
      case 'n':
        return this.#little ? this.#take(2).readInt16LE() : this.#take(2).readInt16BE();
      case 'q':
        return this.#little ? this.#take(2).readUInt16LE() : this.#take(2).readUInt16BE();
      case 'i':
        return this.#little ? this.#take(4).readInt32LE() : this.#take(4).readInt32BE();
      case 'u':
      case 'h':
        return this.#unsigned();
      case 'x':
        return this.#little ? this.#take(8).readBigInt64LE() : this.#take(8).readBigInt64BE();
      case 't':
        return this.#little ? this.#take(8).readBigUInt64LE() : this.#take(8).readBigUInt64BE();
      case 'd':
        return this.#little ? this.#take(8).readDoubleLE() : this.#take(8).readDoubleBE();
      case 's':
      case 'o':
        return this.#text(this.#unsigned());
      case 'g':
        return this.#text(this.#take(1).readUInt8());
      case 'v':
        return this.read(this.#text(this.#take(1).readUInt8()));
      case '(':
        return this.readAll(type.slice(1, -1));
      case 'a':
        return this.#array(type.slice(1));
      default:
        throw new Error(`The message bus has sent a value of the unknown type ${type}.`);
    }
  }

  #array(type: string): BusValue {
    const length = this.#unsigned();
    this.align(alignmentOf(type));
    const end = this.#offset + length;
    const items: BusValue[] = [];
    const dictionary: [string, BusValue][] = [];
    while (this.#offset < end) {
      if (type[0] !== '{') items.push(this.read(type));
      else {
        this.align(8);
        const [key = '', value = ''] = this.readAll(type.slice(1, -1));
        dictionary.push([String(key), value]);
      }
    }
    return type[0] === '{' ? Object.fromEntries(dictionary) : items;
  }

  #unsigned(): number {
    return this.#little ? this.#take(4).readUInt32LE() : this.#take(4).readUInt32BE();
  }

  #text(length: number): string {
    return this.#take(length + 1).toString('utf8', 0, length);
  }

  #take(length: number): Buffer {
    const part = this.#bytes.subarray(this.#offset, this.#offset + length);
    if (part.length < length) throw new Error('The message bus has sent half a message.');
    this.#offset += length;
    return part;
  }
}

/** Writes values, little end first. Knows the types that a tray's host sends. */
export class ValueWriter {
  #bytes = Buffer.alloc(0);

  get bytes(): Buffer {
    return this.#bytes;
  }

  align(size: number): void {
    this.#append(Buffer.alloc((size - (this.#bytes.length % size)) % size));
  }

  writeAll(signature: string, values: readonly BusValue[]): void {
    typesOf(signature).forEach((type, index) => {
      const value = values[index];
      if (value === undefined) throw new Error(`There are too few values for ${signature}.`);
      this.write(type, value);
    });
  }

  write(type: string, value: BusValue): void {
    this.align(alignmentOf(type));
    if (type === 'y' && typeof value === 'number') return this.#append(Buffer.from([value]));
    if (type === 'b') return this.#number(value === true ? 1 : 0);
    if ((type === 'u' || type === 'i') && typeof value === 'number') return this.#number(value);
    if ((type === 's' || type === 'o') && typeof value === 'string') {
      this.#number(Buffer.byteLength(value));
      return this.#append(Buffer.from(`${value}\0`));
    }
    if (type === 'g' && typeof value === 'string') return this.#append(Buffer.from([value.length, ...Buffer.from(`${value}\0`)]));
    if (type === 'v' && value instanceof Variant) {
      this.write('g', value.signature);
      return this.write(value.signature, value.value);
    }
    if (type[0] === '(' && Array.isArray(value)) return this.writeAll(type.slice(1, -1), value);
    if (type[0] === 'a' && Array.isArray(value)) return this.#array(type.slice(1), value);
    throw new Error(`A value of the type ${type} cannot be sent.`);
  }

  #array(type: string, items: readonly BusValue[]): void {
    const lengthAt = this.#bytes.length;
    this.#number(0);
    this.align(alignmentOf(type));
    const start = this.#bytes.length;
    for (const item of items) this.write(type, item);
    this.#bytes.writeUInt32LE(this.#bytes.length - start, lengthAt);
  }

  #number(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value | 0);
    this.#append(bytes);
  }

  #append(more: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, more]);
  }
}
