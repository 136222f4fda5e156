/** Codes of keys as X servers on Linux number them. */
const KEY_CODES = { right: 114, enter: 36 } as const;

export type Key = keyof typeof KEY_CODES;

const FAKE_INPUT = 2;
const KEY_PRESS = 2;
const KEY_RELEASE = 3;

/** Builds the requests of the XTEST extension that press and release each key (xtestproto, section 5). */
export function keyPresses(keys: readonly Key[]): { readonly opcode: number; readonly body: Buffer }[] {
  return keys.flatMap((key) =>
    [KEY_PRESS, KEY_RELEASE].map((type) => {
      const body = Buffer.alloc(32);
      body[0] = type;
      body[1] = KEY_CODES[key];
      return { opcode: FAKE_INPUT, body };
    }),
  );
}
