/**
 * Finds the file that a thread of the app starts with. It lies beside the module that asks: as TypeScript where the app runs from its
 * sources, else as an entry of the bundle. `from` is that module's `import.meta.url`, `name` the file without its ending.
 */
export function threadEntry(from: string, name: string): URL {
  return new URL(`./${name}${from.endsWith('.ts') ? '.ts' : '.cjs'}`, from);
}
