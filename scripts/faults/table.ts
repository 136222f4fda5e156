import type { Row } from './run-case.ts';

const HEADS = ['fault', 'phase', 'what the engine did', 'noticed', 'retries', 'fetched twice', 'end', 'as expected'];
const RIGHT = [3, 4, 5];

/** The rows of one version as text, in the order of the cases. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.fault,
    row.phase,
    row.skipped === undefined ? row.did || 'nothing to do' : `left out: ${row.skipped}`,
    row.noticedMs == null ? '' : `${(row.noticedMs / 1000).toFixed(1)} s`,
    row.skipped === undefined && row.retries !== undefined ? String(row.retries) : '',
    row.bytesFetchedTwice ? kilobytes(row.bytesFetchedTwice) : '',
    endOf(row),
    row.asExpected ? 'yes' : `NO: ${row.unexpected.join('; ')}`,
  ]);
  const widths = HEADS.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const lineOf = (line: readonly string[]): string =>
    line
      .map((cell, column) => (RIGHT.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [lineOf(HEADS), lineOf(widths.map((width) => '-'.repeat(width))), ...cells.map(lineOf), ''].join('\n');
}

function endOf({ status, reason, file, partials, skipped }: Row): string {
  if (skipped !== undefined || status === undefined) return '';
  if (status === 'complete') return file === null ? 'complete' : `complete, ${file}`;
  return [status, reason, partials === 'kept' ? 'partial kept' : undefined].filter(Boolean).join(', ');
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;
}
