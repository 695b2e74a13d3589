/** The value of a metric in one period; `undefined` where it has no data. */
export type Values = Readonly<Record<string, number | undefined>>;

const TOKEN = /\s*(\d+(?:\.\d+)?|[A-Za-z]\w*|[()[\],]|[-+*/]|[<>]=?|==|!=)/gy;

/**
 * The value of an expression of CloudWatch's metric math in one period: arithmetic, comparisons, `IF`, `FILL` and `MAX`
 * of a list, which are all that our alarms use.
 *
 * @returns `undefined` where a metric that it needs has no data
 * @throws TypeError for anything else
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function valueOf(expression: string, values: Values): number | undefined {
  return new Parser(tokensOf(expression), values).all();
}

function tokensOf(expression: string): string[] {
  const text = expression.trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new TypeError(`not metric math: ${text}`);
    tokens.push(token);
  }
  return tokens;
}

type Binary = (left: number, right: number) => number;
const COMPARISONS: Readonly<Record<string, Binary>> = {
  '>': (left, right) => Number(left > right),
  '<': (left, right) => Number(left < right),
  '>=': (left, right) => Number(left >= right),
  '<=': (left, right) => Number(left <= right),
};
const SUMS: Readonly<Record<string, Binary>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
};
const PRODUCTS: Readonly<Record<string, Binary>> = {
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** By recursive descent: comparison, sum, product, operand. */
class Parser {
  readonly #tokens: string[];
  readonly #values: Values;

  constructor(tokens: string[], values: Values) {
    this.#tokens = tokens;
    this.#values = values;
  }

  all(): number | undefined {
    const value = this.#comparison();
    if (this.#tokens.length > 0) throw new TypeError(`not metric math, from ${this.#tokens[0]} on`);
    return value;
  }

  #comparison(): number | undefined {
    return this.#binary(COMPARISONS, () => this.#binary(SUMS, () => this.#product()));
  }

  #product(): number | undefined {
    return this.#binary(PRODUCTS, () => this.#operand());
  }

  #binary(
    operators: Readonly<Record<string, Binary>>,
    operand: () => number | undefined,
  ): number | undefined {
    let value = operand();
    for (;;) {
      const operate = operators[this.#tokens[0] ?? ''];
      if (operate === undefined) return value;
      this.#tokens.shift();
      const right = operand();
      value = value === undefined || right === undefined ? undefined : operate(value, right);
    }
  }

  #operand(): number | undefined {
    const token = this.#tokens.shift() ?? '';
    if (/^\d/.test(token)) return Number(token);
    if (token === '(') return this.#closed(this.#comparison(), ')');
    if (!/^[A-Za-z]/.test(token)) throw new TypeError(`not an operand: ${token}`);
    return this.#tokens[0] === '(' ? this.#call(token) : this.#values[token];
  }

  #call(name: string): number | undefined {
    this.#take('(');
    const [first, second, third] = this.#tokens[0] === '[' ? [this.#list()] : this.#arguments();
    this.#take(')');
    if (name === 'FILL' && !Array.isArray(first)) return first ?? Number(second);
    if (name === 'IF' && !Array.isArray(first))
      return first === undefined ? undefined : Number(first ? second : third);
    if (name === 'MAX' && Array.isArray(first)) return Math.max(...first.filter((one) => one !== undefined));
    throw new TypeError(`not a function that our alarms use: ${name}`);
  }

  #list(): (number | undefined)[] {
    this.#take('[');
    return this.#closed(this.#arguments(), ']');
  }

  #arguments(): (number | undefined)[] {
    const all = [this.#comparison()];
    while (this.#tokens[0] === ',') {
      this.#tokens.shift();
      all.push(this.#comparison());
    }
    return all;
  }

  #closed<Value>(value: Value, end: string): Value {
    this.#take(end);
    return value;
  }

  #take(expected: string): void {
    const token = this.#tokens.shift();
    if (token !== expected) throw new TypeError(`${expected} is missing before ${token}`);
  }
}
