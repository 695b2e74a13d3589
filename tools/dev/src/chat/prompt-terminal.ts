import { createInterface, type Interface, type Key } from 'node:readline';
import { Writable } from 'node:stream';
import type { StandardStreams } from './standard-streams.js';
import type { Terminal } from './terminal-chat.js';

/** What readline writes where a line is entered, before it forgets the line. */
const ENTER = '\r\n';

/**
 * A terminal with a prompt below what is printed. A line that is entered is cleared: it is shown once, as it is printed. The line that is typed may take several rows; readline knows how many
 * by the width of the terminal and of each character, so every row of it is cleared, and no row above it.
 */
export class PromptTerminal implements Terminal {
  readonly lines: AsyncIterable<string>;
  readonly #stdin: StandardStreams['stdin'];
  readonly #stdout: StandardStreams['stdout'];
  readonly #reader: Interface;
  /** What readline writes to: of the width that is set here, and silent while told so. */
  readonly #output: Writable & { columns: number };
  readonly #onResize = () => this.#resize();
  #isSilent = false;
  #isOpen = true;
  /** Whether a prompt may be on the row of the cursor, and above it. */
  #isDrawn = true;

  constructor({ stdin, stdout }: StandardStreams) {
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#output = Object.assign(new Writable({ decodeStrings: false, write: this.#write }), {
      columns: stdout.columns ?? 0,
    });
    this.#reader = createInterface({ input: stdin, output: this.#output, terminal: true, prompt: '> ' });
    // Requested at once: lines that come before the iteration begins are kept.
    const lines = this.#reader[Symbol.asyncIterator]();
    this.lines = { [Symbol.asyncIterator]: () => lines };
    stdout.on('resize', this.#onResize);
    this.#reader.once('close', () => {
      this.#isOpen = false;
      stdout.off('resize', this.#onResize);
    });
    this.#reader.prompt();
  }

  onTyping(changed: (line: string) => void): void {
    const onKey = (_: string, key: Key) => {
      // What is entered ends by being sent.
      if (key.name !== 'return' && key.name !== 'enter') changed(this.#reader.line);
    };
    // After readline's own listener: it has changed the line by then.
    this.#stdin.on('keypress', onKey);
    this.#reader.once('close', () => this.#stdin.off('keypress', onKey));
  }

  print(line: string): void {
    this.#replace(this.#rows(), `${line}\n`);
  }

  close(): void {
    this.#reader.close();
  }

  readonly #write = (chunk: string | Uint8Array, _encoding: string, done: () => void): void => {
    if (!this.#isSilent) this.#stdout.write(chunk === ENTER ? cleared(this.#rows()) : chunk);
    done();
  };

  /** Rows of the prompt's line above the cursor. */
  #rows(): number {
    return this.#isDrawn ? this.#reader.getCursorPos().rows : 0;
  }

  /** Clears the prompt, whose first row is so many rows above the cursor, and draws it below `text`. */
  #replace(rows: number, text: string): void {
    this.#forgetRows();
    this.#stdout.write(`${cleared(rows)}${text}`);
    this.#isDrawn = this.#isOpen;
    if (this.#isOpen) this.#reader.prompt(true);
  }

  /** Makes readline draw next from where the cursor is: it moves up the rows of its last drawing, on a wide line none. */
  #forgetRows(): void {
    if (!this.#isOpen) return;
    const { columns } = this.#output;
    this.#isSilent = true;
    this.#output.columns = 0;
    this.#reader.prompt(true);
    this.#output.columns = columns;
    this.#isSilent = false;
  }

  /**
   * Draws for the new width. Some terminals wrap the line anew, others leave the cursor's row as it was: the fewer rows
   * of the two are cleared, so that what is above stays in both.
   */
  #resize(): void {
    const before = this.#rows();
    this.#output.columns = this.#stdout.columns ?? 0;
    this.#replace(Math.min(before, this.#rows()), '');
  }
}

/** Clears the cursor's row, so many above it, and all below. */
function cleared(rows: number): string {
  return `\r${rows > 0 ? `\u001b[${rows}A` : ''}\u001b[J`;
}
