import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutputParser, type OutputRecord } from '../../../main/yt-dlp/output-parser.ts';

const nonce = '~aBcDeFgHiJkL~';
const progress = (fields: object, info: object = { format_id: '22' }): string =>
  `${nonce}dl ${JSON.stringify(fields)}${nonce},${JSON.stringify(info)}${nonce};`;
const step = (status: string, postprocessor: string): string =>
  `${nonce}pp ${JSON.stringify({ status, postprocessor })}${nonce},{}${nonce};`;

function parse(text: string | Buffer, chunkSize = Number.POSITIVE_INFINITY): OutputRecord[] {
  const bytes = Buffer.from(text);
  const parser = createOutputParser(nonce);
  const records: OutputRecord[] = [];
  for (let start = 0; start < bytes.length; start += chunkSize) {
    records.push(...parser.push(bytes.subarray(start, Math.min(bytes.length, start + chunkSize))));
  }
  return [...records, ...parser.end()];
}

describe('records', () => {
  test('a step of a download carries what is known and leaves out what is not', () => {
    const fields = {
      status: 'downloading',
      downloaded_bytes: 5,
      total_bytes: 10,
      speed: 2.5,
      eta: 2,
      tmpfilename: 'a.part',
      elapsed: 1,
    };
    expect(parse(`${progress(fields)}\n`)).toEqual([
      {
        kind: 'progress',
        status: 'downloading',
        downloadedBytes: 5,
        totalBytes: 10,
        totalIsEstimate: false,
        speed: 2.5,
        etaSeconds: 2,
        formatId: '22',
        tmpFile: 'a.part',
      },
    ]);
    const unknown = {
      status: 'downloading',
      downloaded_bytes: 5,
      total_bytes: null,
      total_bytes_estimate: 7.5,
      speed: null,
      eta: 'NA',
    };
    expect(parse(`${progress(unknown, {})}\n`)).toEqual([
      { kind: 'progress', status: 'downloading', downloadedBytes: 5, totalBytes: 7.5, totalIsEstimate: true },
    ]);
  });

  test('bare NA stands for an empty object', () => {
    expect(parse(`${nonce}dl {"status":"finished"}${nonce},NA${nonce};\n`)).toEqual([
      { kind: 'progress', status: 'finished', totalIsEstimate: true },
    ]);
  });

  test('several records and text on one line are told apart', () => {
    const line = `${step('started', 'Merger')}[Merger] Merging formats into "a"${step('finished', 'Merger')}${step('started', 'MoveFiles')}rest`;
    expect(parse(`${line}\n`)).toEqual([
      { kind: 'post-process', status: 'started', postprocessor: 'Merger' },
      { kind: 'post-process', status: 'finished', postprocessor: 'Merger' },
      { kind: 'post-process', status: 'started', postprocessor: 'MoveFiles' },
      { kind: 'log', text: '[Merger] Merging formats into "a"rest' },
    ]);
  });

  test('a record without a line end is handed out at once, since silence may follow', () => {
    const parser = createOutputParser(nonce);
    expect(parser.push(Buffer.from(step('started', 'Merger')))).toEqual([
      { kind: 'post-process', status: 'started', postprocessor: 'Merger' },
    ]);
    expect(parser.end()).toEqual([]);
  });

  test('a title cannot forge a record, nor break one', () => {
    const title = 'A\nERROR: fake\n\u001edl {"status":"finished"}~guessGuess12~,{}~guessGuess12~; …} {}…';
    const records = parse(`${title}\n${progress({ status: 'downloading', filename: title, downloaded_bytes: 1 })}\n`);
    expect(records.filter((record) => record.kind !== 'log')).toEqual([
      expect.objectContaining({ kind: 'progress', downloadedBytes: 1, tmpFile: title }),
    ]);
  });

  test('what is marked but unreadable becomes log text', () => {
    expect(parse(`${nonce}dl {"status":${nonce},{}${nonce};\n`)).toEqual([{ kind: 'log', text: 'dl {"status": ,{} ;' }]);
    expect(parse(`${progress({ status: 'dancing' })}\n`)[0]?.kind).toBe('log');
  });

  test('log lines end at any line end and lose their control characters', () => {
    expect(parse('one\r\ntwo\rthree\u001b[31m\u0007 four\n\n')).toEqual([
      { kind: 'log', text: 'one' },
      { kind: 'log', text: 'two' },
      { kind: 'log', text: 'three [31m  four' },
    ]);
  });

  test('a line beyond a mebibyte is cut, and the next one is read as usual', () => {
    const records = parse(`${'x'.repeat(3 * 1024 * 1024)}\nnext\n`, 65_536);
    expect(records.map((record) => (record.kind === 'log' ? record.text.length : -1))).toEqual([1024 * 1024, 4]);
  });
});

describe('chunks of bytes', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r', '\r\n', ' ', '[download] 50%', 'Grüße 🎬', '"}', nonce, `${nonce}dl `, '\u001e'),
    fc.record({ downloaded_bytes: fc.nat() }).map((fields) => progress({ status: 'downloading', ...fields })),
    fc.constantFrom('Merger', 'MoveFiles').map((name) => step('started', name)),
    fc.string({ maxLength: 12 }),
  );

  test('the records are the same however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (pieces, chunkSize) => {
        const text = pieces.join('');
        const facts = (records: OutputRecord[]) => records.filter((record) => record.kind !== 'log');
        const cut = parse(text, chunkSize);
        expect(facts(cut)).toEqual(facts(parse(text)));
        expect(cut.flatMap((record) => (record.kind === 'log' ? record.text : [])).join('')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('text without our nonce never becomes a record', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parse(text).every((record) => record.kind === 'log')).toBe(true);
      }),
    );
  });
});
