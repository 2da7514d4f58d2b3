/* A QR code (ISO/IEC 18004) for an authenticator's address: byte mode, error correction L, versions 1 to 9, that is up to 230 bytes. Pure. */

const DATA = [0, 19, 34, 55, 80, 108, 136, 156, 194, 232];
const CHECK = [0, 7, 10, 15, 20, 26, 18, 20, 24, 30];
const BLOCKS = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2];
const ALIGN = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46]];

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
  x = (x << 1) ^ (x & 128 ? 0x11d : 0);
}

const times = (a: number, b: number): number => (a && b ? EXP[LOG[a]! + LOG[b]!]! : 0);

function remainder(data: readonly number[], n: number): number[] {
  let gen = [1];
  for (let i = 0; i < n; i++) {
    const next = new Array<number>(gen.length + 1).fill(0);
    gen.forEach((g, k) => { next[k]! ^= g; next[k + 1]! ^= times(g, EXP[i]!); });
    gen = next;
  }
  const rest = [...data, ...new Array<number>(n).fill(0)];
  for (let i = 0; i < data.length; i++) {
    const lead = rest[i]!;
    if (lead) gen.forEach((g, k) => { rest[i + k]! ^= times(g, lead); });
  }
  return rest.slice(data.length);
}

function codewords(bytes: Uint8Array, version: number): number[] {
  const total = DATA[version]!;
  const bits: number[] = [];
  const put = (v: number, n: number): void => { for (let i = n - 1; i >= 0; i--) bits.push((v >> i) & 1); };
  put(4, 4);
  put(bytes.length, 8);
  bytes.forEach((b) => put(b, 8));
  put(0, Math.min(4, total * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const data: number[] = [];
  for (let i = 0; i < bits.length; i += 8) data.push(bits.slice(i, i + 8).reduce((a, b) => (a << 1) | b, 0));
  for (let pad = 0xec; data.length < total; pad ^= 0xfd) data.push(pad);
  const n = BLOCKS[version]!;
  const size = total / n;
  const parts = Array.from({ length: n }, (_, i) => data.slice(i * size, (i + 1) * size));
  const checks = parts.map((p) => remainder(p, CHECK[version]!));
  const out: number[] = [];
  for (const set of [parts, checks]) for (let i = 0; i < set[0]!.length; i++) for (const p of set) out.push(p[i]!);
  return out;
}

type Grid = (0 | 1 | -1)[][];

function frame(version: number): Grid {
  const size = 17 + 4 * version;
  const g: Grid = Array.from({ length: size }, () => new Array<0 | 1 | -1>(size).fill(-1));
  const set = (r: number, c: number, v: boolean): void => { if (g[r]?.[c] !== undefined) g[r]![c] = v ? 1 : 0; };
  for (const [r, c] of [[0, 0], [0, size - 7], [size - 7, 0]] as const) {
    for (let i = -1; i <= 7; i++) for (let k = -1; k <= 7; k++) set(r + i, c + k, i >= 0 && i < 7 && k >= 0 && k < 7 && (i % 6 === 0 || k % 6 === 0 || (i > 1 && i < 5 && k > 1 && k < 5)));
  }
  for (let i = 8; i < size - 8; i++) { set(6, i, i % 2 === 0); set(i, 6, i % 2 === 0); }
  const at = ALIGN[version]!;
  for (const r of at) for (const c of at) {
    if ((r === 6 && c === 6) || (r === 6 && c === at.at(-1)) || (c === 6 && r === at.at(-1))) continue;
    for (let i = -2; i <= 2; i++) for (let k = -2; k <= 2; k++) set(r + i, c + k, Math.max(Math.abs(i), Math.abs(k)) !== 1);
  }
  for (let i = 0; i < 9; i++) { if (g[8]![i] === -1) set(8, i, false); if (g[i]![8] === -1) set(i, 8, false); }
  for (let i = 0; i < 8; i++) { set(8, size - 1 - i, false); set(size - 1 - i, 8, false); }
  set(size - 8, 8, true);
  if (version > 6) {
    let rest = version << 12;
    for (let i = 17; i >= 12; i--) if ((rest >> i) & 1) rest ^= 0x1f25 << (i - 12);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      set(Math.floor(i / 3), size - 11 + (i % 3), Boolean((bits >> i) & 1));
      set(size - 11 + (i % 3), Math.floor(i / 3), Boolean((bits >> i) & 1));
    }
  }
  return g;
}

const MASKS: ((r: number, c: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0, (r) => r % 2 === 0, (_, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0, (r, c) => ((r >> 1) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0, (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

function drawn(version: number, words: readonly number[], mask: number): number[][] {
  const fixed = frame(version);
  const size = fixed.length;
  const g = fixed.map((row) => row.map((v) => Math.max(0, v)));
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let i = 0; i < size; i++) for (const c of [right, right - 1]) {
      const r = ((right + 1) & 2) === 0 ? size - 1 - i : i;
      if (fixed[r]![c] !== -1) continue;
      const on = bit < words.length * 8 && ((words[bit >> 3]! >> (7 - (bit & 7))) & 1) === 1;
      bit++;
      g[r]![c] = Number(on !== MASKS[mask]!(r, c));
    }
  }
  const five = (1 << 3) | mask;
  let rest = five << 10;
  for (let i = 14; i >= 10; i--) if ((rest >> i) & 1) rest ^= 0x537 << (i - 10);
  const format = ((five << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const v = (format >> i) & 1;
    g[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i]![8] = v;
    g[8]![i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = v;
  }
  return g;
}

function penalty(g: readonly number[][]): number {
  const size = g.length;
  let score = 0;
  const lines = [...g, ...g.map((_, c) => g.map((row) => row[c]!))];
  for (const line of lines) {
    score += [...line.join("").matchAll(/0{5,}|1{5,}/g)].reduce((n, m) => n + m[0].length - 2, 0);
    score += 40 * [...line.join("").matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let r = 0; r < size - 1; r++) for (let c = 0; c < size - 1; c++) if (g[r]![c] === g[r]![c + 1] && g[r]![c] === g[r + 1]![c] && g[r]![c] === g[r + 1]![c + 1]) score += 3;
  const dark = g.flat().reduce((a, b) => a + b, 0) / (size * size);
  return score + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5);
}

/** The modules of the code, row by row, 1 is dark; null when the text is too long. `force` picks a mask (tests). */
export function qr(text: string, force?: number): number[][] | null {
  const bytes = new TextEncoder().encode(text);
  const version = DATA.findIndex((room, v) => v > 0 && bytes.length + 2 <= room);
  if (version < 0) return null;
  const words = codewords(bytes, version);
  const all = (force === undefined ? [0, 1, 2, 3, 4, 5, 6, 7] : [force]).map((m) => drawn(version, words, m));
  return all.reduce((a, b) => (penalty(b) < penalty(a) ? b : a));
}
