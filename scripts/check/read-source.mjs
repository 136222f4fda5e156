import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';

/**
 * @typedef {object} Import
 * @property {number} line
 * @property {string} [file] the imported file's path from the root, for a relative import
 * @property {string} [package] the package's name, for any other; neither: computed while running
 *
 * @typedef {object} FunctionSize
 * @property {string} name
 * @property {number} line
 * @property {number} lines
 *
 * @typedef {object} Source
 * @property {string} path from the root, with `/`
 * @property {readonly Import[]} imports
 * @property {readonly FunctionSize[]} functions
 * @property {string} [error] why it could not be parsed
 *
 * @typedef {{ type: string, start: number, end: number } & Record<string, unknown>} SyntaxNode
 */

/** The five ways to name another module: `import`, `export … from` (two), `import()` and `typeof import()`. */
const namesModule = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);
const isFunction = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/**
 * Reads what a source file imports, types included, and how long its functions are.
 * @param {string} root
 * @param {string} path from the root, with `/`
 * @returns {Source}
 */
export function readSource(root, path) {
  const text = readFileSync(posix.join(root, path), 'utf8');
  const { program, errors } = parseSync(path, text);
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  /** @param {number} offset */
  const lineAt = (offset) => lineStarts.findLastIndex((start) => start <= offset) + 1;
  /** @type {Import[]} */
  const imports = [];
  /** @type {FunctionSize[]} */
  const functions = [];
  visit(program, '(no name)');
  const [error] = errors;
  return { path, imports, functions, ...(error === undefined ? {} : { error: error.message }) };

  /**
   * @param {unknown} value
   * @param {string} name of the nearest thing around it that has one
   */
  function visit(value, name) {
    if (Array.isArray(value)) for (const element of value) visit(element, name);
    if (!isNode(value)) return;
    const own = nameOf(value.id) ?? nameOf(value.key) ?? name;
    if (namesModule.has(value.type) && value.source) imports.push({ line: lineAt(value.start), ...target(path, value.source) });
    if (isFunction.has(value.type)) {
      const line = lineAt(value.start);
      functions.push({ name: own, line, lines: lineAt(value.end) - line + 1 });
    }
    for (const part of Object.values(value)) if (typeof part === 'object') visit(part, own);
  }
}

/**
 * @param {unknown} value
 * @returns {value is SyntaxNode}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/**
 * @param {unknown} identifier
 * @returns {string | undefined}
 */
function nameOf(identifier) {
  return isNode(identifier) && typeof identifier.name === 'string' ? identifier.name : undefined;
}

/**
 * Says which file or package a specifier stands for; nothing for one that is computed.
 * @param {string} path
 * @param {unknown} source the syntax of the specifier
 * @returns {{ file: string } | { package: string } | undefined}
 */
function target(path, source) {
  const specifier = isNode(source) ? source.value : undefined;
  if (typeof specifier !== 'string') return undefined;
  if (specifier.startsWith('.')) return { file: posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, '')) };
  const [scope = '', name = ''] = specifier.split('/');
  return { package: scope.startsWith('@') ? `${scope}/${name}` : scope };
}
