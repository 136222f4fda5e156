import fc, { type Arbitrary } from 'fast-check';
import { hostileNumber, hostileText } from './hostile-values.ts';

/** As much of JSON Schema as the contract's schemas come out as. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values with a meaning for one property, such as ids of videos. */
export interface Meaning {
  readonly values: Arbitrary<unknown>;
  /** Nothing else may stand there. */
  readonly isAll?: boolean;
}

/** Finds the meaning of a property by its name; undefined: any text will do. */
export type Meanings = (key: string) => Meaning | undefined;

const OPTIONAL_PERCENT = 35;
const MOST_ITEMS = 6;

/** Makes values of a schema: those with a meaning mostly, and hostile ones within what the schema allows. */
export function valuesOf(schema: JsonSchema, meanings: Meanings, key = ''): Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((part) => valuesOf(part, meanings, key)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, meanings);
    case 'array': {
      const item = valuesOf(schema.items ?? {}, meanings, key);
      return fc.array(item, { maxLength: MOST_ITEMS });
    }
    case 'string':
      return textsOf(schema, meanings(key));
    case 'integer':
    case 'number':
      return numbersOf(schema);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constant(null);
  }
}

function objectsOf({ properties = {}, required = [] }: JsonSchema, meanings: Meanings): Arbitrary<unknown> {
  const parts = Object.entries(properties).map(([name, schema]) => {
    const value = valuesOf(schema, meanings, name).map((own): unknown => [name, own]);
    if (required.includes(name)) return value;
    const absent: Arbitrary<unknown> = fc.constant(undefined);
    return fc.oneof({ weight: OPTIONAL_PERCENT, arbitrary: value }, { weight: 100 - OPTIONAL_PERCENT, arbitrary: absent });
  });
  return fc
    .tuple(...parts)
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined) as [string, unknown][]));
}

function textsOf({ pattern, minLength = 0, maxLength = 8192 }: JsonSchema, meaning: Meaning | undefined): Arbitrary<unknown> {
  if (meaning?.isAll) return meaning.values;
  const fitting = (text: string): string => text.slice(0, maxLength).padEnd(minLength, 'x');
  const any =
    pattern === undefined
      ? fc.oneof(
          { weight: 8, arbitrary: hostileText.map(fitting) },
          {
            weight: 1,
            arbitrary: fc.constantFrom('a', '\u{1f600}', '\u202e').map((unit) => unit.repeat(maxLength).slice(0, maxLength)),
          },
        )
      : fc.stringMatching(new RegExp(pattern));
  return meaning === undefined ? any : fc.oneof({ weight: 5, arbitrary: meaning.values }, { weight: 1, arbitrary: any });
}

function numbersOf({ type, minimum = -1e9, maximum = 1e9 }: JsonSchema): Arbitrary<number> {
  const inside =
    type === 'integer' ? fc.integer({ min: minimum, max: maximum }) : fc.double({ min: minimum, max: maximum, noNaN: true });
  return fc.oneof(
    { weight: 3, arbitrary: inside },
    { weight: 3, arbitrary: fc.constantFrom(minimum, maximum) },
    { weight: 1, arbitrary: hostileNumber },
  );
}
