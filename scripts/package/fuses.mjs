/**
 * What each fuse of the packed program must be, whatever `electron-builder.yml` asks for: only what is read back from the program counts.
 * @type {Readonly<Record<string, boolean>>}
 */
const promised = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** How a fuse is written in the program: a character; any other means that the Electron has it no more. */
const states = new Map([
  [/** @type {unknown} */ ('1'.charCodeAt(0)), true],
  ['0'.charCodeAt(0), false],
]);

/**
 * Reads the fuses of a program.
 * @param {string} program of an unpacked app
 * @returns {Promise<Record<string, boolean | undefined>>} by name; undefined for one that this Electron does not have
 */
export async function readFuses(program) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  /** @type {Record<string, unknown>} */
  const wire = { ...(await getCurrentFuseWire(program)) };
  return Object.fromEntries(
    Object.keys(promised).map((name) => {
      const position = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)];
      return [name, states.get(wire[position])];
    }),
  );
}

/**
 * What is wrong with the fuses of a package.
 * @param {Readonly<Record<string, boolean | undefined>>} fuses
 * @returns {string[]} a sentence each; empty when all are as promised
 */
export function complaintsAboutFuses(fuses) {
  const wrong = Object.entries(promised).filter(([name, wanted]) => fuses[name] !== wanted);
  const word = (/** @type {boolean | undefined} */ state) => (state === undefined ? 'missing' : state ? 'on' : 'off');
  return wrong.map(([name, wanted]) => `The fuse ${name} is ${word(fuses[name])} and must be ${word(wanted)}.`);
}
