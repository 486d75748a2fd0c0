/** How often it is told where output is kept. */
const toldEveryMs = 5000;

/**
 * Shows how far long work has come: one line that changes on a terminal, plain
 * lines now and then elsewhere, and nothing where a program reads the errors as JSON.
 */
export function progressLine(unit: string, asJson = false): { update(count: number): void; end(): void } {
  const isTerminal = process.stderr.isTTY;
  let shown = isTerminal ? 0 : Date.now();
  return {
    update(count) {
      const now = Date.now();
      if ((asJson && !isTerminal) || now - shown < (isTerminal ? 100 : toldEveryMs)) return;
      shown = now;
      const text = `${count.toLocaleString('sv')} ${unit}`;
      process.stderr.write(isTerminal ? `\r${text} ` : `${text}\n`);
    },
    end() {
      if (isTerminal && shown > 0) process.stderr.write('\r\x1b[K');
    },
  };
}
