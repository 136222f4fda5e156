/** One promise of the demonstration and whether it held. */
export interface Check {
  readonly what: string;
  readonly held: boolean;
  readonly detail: string;
}

/** Tells what happens while it happens, and collects what held. With `json` the telling goes to stderr. */
export class Report {
  readonly checks: Check[] = [];
  readonly #startedAt = performance.now();
  readonly #write: (line: string) => void;

  constructor(json: boolean) {
    const stream = json ? process.stderr : process.stdout;
    this.#write = (line) => void stream.write(`${line}\n`);
  }

  say(text: string): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1).padStart(6);
    this.#write(`${seconds} s  ${text}`);
  }

  check(what: string, held: boolean, detail = ''): void {
    this.checks.push({ what, held, detail });
    this.say(`${held ? 'ok  ' : 'FAIL'} ${what}${detail === '' ? '' : ` (${detail})`}`);
  }

  get allHeld(): boolean {
    return this.checks.length > 0 && this.checks.every((check) => check.held);
  }

  table(): void {
    const width = Math.max(...this.checks.map((check) => check.what.length));
    this.#write('');
    for (const { what, held, detail } of this.checks)
      this.#write(`${held ? '  ok  ' : ' FAIL '} ${what.padEnd(width)}  ${detail}`);
    this.#write('');
    this.#write(this.allHeld ? 'Everything held.' : 'Something did not hold: see FAIL above.');
  }
}
