/** Everything said while setting up goes to stderr: stdout belongs to the answers of the scripts that call it. */

/**
 * Says one line to the person who waits.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

const refreshMs = process.stderr.isTTY ? 200 : 5_000;

/**
 * Shows that long work moves on: one line that renews itself on a terminal, a line every few seconds elsewhere.
 * @param {string} title what is being done
 * @returns {{ update(detail: string): void, stop(): void }}
 */
export function startProgress(title) {
  const startedAt = Date.now();
  let detail = '';
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const line = `  ${title} … ${seconds} s${detail ? `, ${detail}` : ''}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}` : `${line}\n`);
  }, refreshMs);
  timer.unref();
  return {
    update(text) {
      detail = text;
    },
    stop() {
      clearInterval(timer);
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}
