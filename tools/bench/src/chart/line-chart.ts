/** One measured point; both above 0, as both axes are logarithmic. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a chart shows. */
export interface LineChart {
  /** What runs to the right, and what upwards. */
  readonly x: string;
  readonly y: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly Point[] }[];
}

const COLOURS = ['#b4460f', '#0b6b8a', '#3a7d2c', '#6b3fa0'];
const [WIDTH, HEIGHT] = [720, 420];
const AREA = { left: 70, right: WIDTH - 36, top: 20, bottom: HEIGHT - 50 };

/** One axis: where a value lies, and the values that are named. */
interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** An SVG of lines over two logarithmic axes; on those, what grows in proportion is a straight line. */
export function lineChart({ x, y, lines }: LineChart): string {
  const points = lines.flatMap((line) => line.points);
  const across = axis(
    points.map((point) => point.x),
    AREA.left,
    AREA.right,
  );
  const up = axis(
    points.map((point) => point.y),
    AREA.bottom,
    AREA.top,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...across.ticks.flatMap((tick) => upright(across.at(tick), figure(tick))),
    ...up.ticks.flatMap((tick) => level(up.at(tick), figure(tick))),
    text(WIDTH / 2, HEIGHT - 8, x, 'middle'),
    `<text transform="translate(16 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${escaped(y)}</text>`,
    ...lines.flatMap((line, index) => [
      ...curve(line.points, across, up, colour(index)),
      text(AREA.left + 12, AREA.top + 20 + index * 18, line.name, 'start', colour(index)),
    ]),
    '</svg>\n',
  ].join('\n');
}

/** From the power of ten below all values to the one above. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  const at = (value: number): number => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)) };
}

function curve(points: readonly Point[], across: Axis, up: Axis, stroke: string): readonly string[] {
  const positions = points.map((point) => [round(across.at(point.x)), round(up.at(point.y))] as const);
  return [
    `<polyline fill="none" stroke="${stroke}" stroke-width="2" points="${positions.join(' ')}"/>`,
    ...positions.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${stroke}"/>`),
  ];
}

function upright(at: number, name: string): readonly string[] {
  return [rule(at, AREA.top, at, AREA.bottom), text(at, AREA.bottom + 20, name, 'middle')];
}

function level(at: number, name: string): readonly string[] {
  return [rule(AREA.left, at, AREA.right, at), text(AREA.left - 8, at + 4, name, 'end')];
}

function rule(...ends: readonly [number, number, number, number]): string {
  const [x1, y1, x2, y2] = ends.map(round);
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#ddd"/>`;
}

function text(x: number, y: number, words: string, anchor: string, fill = '#333'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${fill}">${escaped(words)}</text>`;
}

function colour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? '#333';
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
