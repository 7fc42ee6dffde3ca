/**
 * A network of 1,000 layers and 1,500 wires, valid and laid out: what the benchmarks and the tests of speed work on.
 *
 * A trunk of five layers parts into 30 towers side by side, each a Dense layer and 16 residual blocks (Dense, then Add
 * with the block's input), which join again into a trunk of five. In every fourth tower one block has an Activation in
 * place of its Add: that makes 1,500 wires.
 */

const TOWERS = 30;
const BLOCKS = 16;
/** From one card to the next on the canvas, in pixels. */
const COLUMN = 280;
const ROW = 130;
const PER_LINE = 8;

/** @type {readonly [string, Readonly<Record<string, unknown>>][]} */
const BEFORE = [
  ['input', { type: 'Input', shape: [28, 28, 1] }],
  ['flatten', { type: 'Flatten' }],
  ['stem', { type: 'Dense', units: 32, activation: 'relu', kernelInitializer: 'heNormal' }],
  ['stemNorm', { type: 'BatchNormalization' }],
  ['stemDrop', { type: 'Dropout', rate: 0.1 }],
];
/** @type {readonly [string, Readonly<Record<string, unknown>>][]} */
const AFTER = [
  ['join', { type: 'Concatenate' }],
  ['head', { type: 'Dense', units: 64, activation: 'relu', kernelInitializer: 'heNormal' }],
  ['headNorm', { type: 'BatchNormalization' }],
  ['headDrop', { type: 'Dropout', rate: 0.3 }],
  ['output', { type: 'Dense', units: 10, activation: 'softmax' }],
];

/**
 * @param {{ layout?: boolean }} [options] `layout: false` leaves out where the layers stand
 * @returns {string} the text of a `.nn.json` file, one layer a line
 */
export function largeNetwork({ layout: withLayout = true } = {}) {
  /** @type {string[]} */
  const layers = [];
  /** @type {string[]} */
  const edges = [];
  /** @type {string[]} */
  const layout = [];
  /** @type {(id: string, layer: object, column: number, row: number, inputs: readonly string[]) => void} */
  const add = (id, layer, column, row, inputs) => {
    layers.push(`${JSON.stringify(id)}: ${formatInline(layer)}`);
    edges.push(...inputs.map((from) => JSON.stringify([from, id]).replace(',', ', ')));
    layout.push(`${JSON.stringify(id)}: [${String(column * COLUMN)}, ${String(row * ROW)}]`);
  };

  const middle = (TOWERS - 1) / 2;
  BEFORE.forEach(([id, layer], row) => {
    add(
      id,
      layer,
      middle,
      row,
      BEFORE.slice(row - 1, row).map(([before]) => before),
    );
  });
  const ends = Array.from({ length: TOWERS }, (_, tower) => {
    const name = `tower${String(tower + 1)}`;
    const row = BEFORE.length;
    let last = `${name}_dense`;
    add(last, { type: 'Dense', units: 16, activation: 'relu' }, tower, row, ['stemDrop']);
    for (let block = 0; block < BLOCKS; block++) {
      const [dense, sum] = [`${name}_dense${String(block + 1)}`, `${name}_sum${String(block + 1)}`];
      const plain = tower % 4 === 0 && block === BLOCKS / 2;
      add(dense, { type: 'Dense', units: 16, activation: 'relu' }, tower, row + 1 + 2 * block, [last]);
      if (plain) add(sum, { type: 'Activation', activation: 'tanh' }, tower, row + 2 + 2 * block, [dense]);
      else add(sum, { type: 'Add' }, tower, row + 2 + 2 * block, [last, dense]);
      last = sum;
    }
    return last;
  });
  AFTER.forEach(([id, layer], index) => {
    const inputs = index === 0 ? ends : AFTER.slice(index - 1, index).map(([before]) => before);
    add(id, layer, middle, BEFORE.length + 1 + 2 * BLOCKS + index, inputs);
  });

  return `{
  "version": 1,
  "name": "Large",
  "layers": {
    ${layers.join(',\n    ')}
  },
  "edges": [
    ${inRows(edges)}
  ],${withLayout ? `\n  "layout": {\n    ${inRows(layout)}\n  },` : ''}
  "training": { "dataset": "mnist", "loss": "categoricalCrossentropy", "batchSize": 32 }
}
`;
}

/** @param {readonly string[]} entries */
function inRows(entries) {
  const rows = Array.from({ length: Math.ceil(entries.length / PER_LINE) }, (_, row) =>
    entries.slice(row * PER_LINE, (row + 1) * PER_LINE).join(', '),
  );
  return rows.join(',\n    ');
}

/** @param {object} layer */
function formatInline(layer) {
  const entries = Object.entries(layer).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value).replaceAll(',', ', ')}`,
  );
  return `{ ${entries.join(', ')} }`;
}
