import { describe, expect, test } from 'vitest';
import { type BusValue, typesOf, ValueReader, ValueWriter, Variant } from '../../../scripts/smoke/message-bus-values.ts';

const written = (signature: string, ...values: BusValue[]): Buffer => {
  const writer = new ValueWriter();
  writer.writeAll(signature, values);
  return writer.bytes;
};

describe('values of the message bus', () => {
  test('a signature falls into whole types', () => {
    expect(typesOf('isvu')).toEqual(['i', 's', 'v', 'u']);
    expect(typesOf('u(ia{sv}av)aai')).toEqual(['u', '(ia{sv}av)', 'aai']);
  });

  test('values are laid out as the specification says', () => {
    expect(written('ysu', 1, 'hé', 7).toString('hex')).toBe('01000000' + '03000000' + '68c3a900' + '07000000');
    expect(written('v', new Variant('b', true)).toString('hex')).toBe('01620000' + '01000000');
    expect(written('a(yu)', [[1, 2]]).toString('hex')).toBe('08000000' + '00000000' + '01000000' + '02000000');
  });

  test('values come back as they were', () => {
    const bytes = written(
      'isa(ss)v',
      -1,
      'Größe',
      [
        ['a', 'b'],
        ['', 'c'],
      ],
      new Variant('s', 'x'),
    );
    expect(new ValueReader(bytes, true).readAll('isa(ss)v')).toEqual([
      -1,
      'Größe',
      [
        ['a', 'b'],
        ['', 'c'],
      ],
      'x',
    ]);
  });

  test('half a message is an error, not a value', () => {
    const bytes = written('s', 'whole');
    expect(() => new ValueReader(bytes.subarray(0, -2), true).readAll('s')).toThrow(/half/);
  });
});
