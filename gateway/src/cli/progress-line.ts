/** Shows how far long work has come: one line that changes on a terminal, nothing where output is kept. */
export function progressLine(unit: string): { update(count: number): void; end(): void } {
  const isTerminal = process.stderr.isTTY;
  let shown = 0;
  return {
    update(count) {
      const now = Date.now();
      if (!isTerminal || now - shown < 100) return;
      shown = now;
      process.stderr.write(`\r${count.toLocaleString('sv')} ${unit} `);
    },
    end() {
      if (isTerminal && shown > 0) process.stderr.write('\r\x1b[K');
    },
  };
}
