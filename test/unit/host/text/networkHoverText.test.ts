import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { initialWeights } from '../../../../src/core/training/initialWeights';
import type { ReadTensors } from '../../../../src/host/inspection/inspection';
import type { HoverContext } from '../../../../src/host/text/networkHoverText';
import { layerHovered, networkHoverText } from '../../../../src/host/text/networkHoverText';
import type { Unavailable } from '../../../../src/protocol/inspectedMoment';
import { pngOf } from '../../../../src/host/text/png';

const mlp = readFileSync('examples/mnist-mlp.nn.json', 'utf8');
const network = checkNnFile(mlp).network!;
const uri = JSON.stringify({ $mid: 1, path: '/a.nn.json', scheme: 'file' });

const trained: ReadTensors = {
  kind: 'tensors',
  moment: {
    runId: 'run',
    step: 120,
    epoch: 2,
    source: 'live',
    training: true,
  },
  network,
  note: '',
  tensors: initialWeights(network, 1),
};

const NONE: Unavailable = { kind: 'unavailable', reason: 'There are none yet.', command: 'train' };

async function hover(id: string, changes: Partial<HoverContext> = {}, text = mlp): Promise<string> {
  return (await networkHoverText(text, id, { weights: NONE, theme: 'dark', uri, ...changes })) ?? '';
}

function pictures(said: string): { alternative: string; png: Buffer }[] {
  return [...said.matchAll(/!\[([^\]]*)\]\(data:image\/png;base64,([^)]*)\)/g)].map(
    ([, alternative = '', data = '']) => ({ alternative, png: Buffer.from(data, 'base64') }),
  );
}

describe('which layer a place in the text is about', () => {
  it('is the one whose key, object or name in an edge it stands in', () => {
    assert.equal(layerHovered(mlp, mlp.indexOf('"hidden"') + 2), 'hidden');
    assert.equal(layerHovered(mlp, mlp.indexOf('"Flatten"') + 2), 'flatten');
    assert.equal(layerHovered(mlp, mlp.lastIndexOf('"output"') + 2), 'output');
    assert.equal(layerHovered(mlp, mlp.indexOf('"training"') + 2), undefined);
  });
});

describe('the hover of a layer in the text', () => {
  it('says what the layer is, and how to get weights where there are none', async () => {
    const said = await hover('hidden');
    assert.match(said, /^\*\*hidden\*\* · Dense · output \\\[128\\\] · 100,480 parameters\n/);
    assert.match(said, /Neurons that each see every input, weighted, plus a bias\./);
    const link = `(command:layerwire.train?${encodeURIComponent(`[${uri}]`)})`;
    assert.ok(said.endsWith(`[Train this network]${link}`), said);
    const reason = 'The run is being prepared.';
    const waiting = await hover('hidden', { weights: { kind: 'unavailable', reason, command: null } });
    assert.ok(waiting.endsWith(reason), waiting);
  });

  it('asks for no training where a layer has no weights', async () => {
    assert.doesNotMatch(await hover('flatten'), /command:/);
    assert.equal(await networkHoverText(mlp, 'nowhere', { weights: NONE, theme: 'dark', uri }), undefined);
  });

  it('shows what was trained though the text has an error elsewhere', async () => {
    const text = mlp.replace(/"units": 10/, '"units": 0');
    assert.equal(checkNnFile(text).network, undefined);
    assert.equal(pictures(await hover('hidden', { weights: trained }, text)).length > 0, true);
    assert.doesNotMatch(await hover('flatten', { weights: trained }, text), /command:/);
  });

  it('lets no path end the link of a command', async () => {
    const said = await hover('hidden', { uri: JSON.stringify({ path: '/a).nn.json' }) });
    assert.match(said, /\(command:layerwire\.train\?[^()]*%29[^()]*\)$/);
  });

  it('lets no name break out of its text', async () => {
    const text = JSON.stringify({ layers: { '![a](http://b)': { type: '<b>' } } });
    assert.match(
      await hover('![a](http://b)', {}, text),
      /^\*\*\\!\\\[a\\\]\\\(http:\/\/b\\\)\*\* · \\<b\\>/,
    );
  });

  it('shows figures and a picture of each tensor', async () => {
    const said = await hover('output', { weights: trained });
    assert.match(said, /Weights after step 120, epoch 2, while it trains:/);
    assert.match(said, /\| kernel \| \\\[128, 10\\\] \| −0\.\d+ \| 0\.\d+ \|/);
    const [kernel, bias, ...more] = pictures(said);
    assert.match(kernel!.alternative, /of the kernel: 1280 values from −0\.\d+ to 0\.\d+.*128 inputs down/);
    assert.match(bias!.alternative, /of the bias: 10 values/);
    assert.equal(more.length, 0);
    assert.match(said, /\nbias: One bar a unit \(all 0\)\n/);
    assert.notDeepEqual(
      pictures(await hover('output', { weights: trained, theme: 'light' }))[0]!.png,
      kernel!.png,
    );
  });

  it('shows as many tiles as fit into what VS Code takes', async () => {
    const said = await hover('hidden', { weights: trained });
    assert.ok(said.length <= 90_000 && said.length > 50_000, `${said.length} characters`);
    const [, shown] = /28 × 28 pixels of the input, first (\d+) of 128 /.exec(said) ?? [];
    assert.ok(Number(shown) >= 40, `${shown ?? 'no'} tiles`);
  });

  it('says so where the run has no weights of the layer', async () => {
    assert.match(
      await hover('hidden', { weights: { ...trained, tensors: new Map() } }),
      /it was changed since/,
    );
  });
});

describe('a PNG file', () => {
  it('unpacks to the pixels that it was made of', async () => {
    const pixels = Uint8Array.of(2, 0, 1, 2, 0, 1, 1, 1, 0);
    const palette = [[0, 0, 0, 0] as const, [255, 0, 0, 255] as const, [0, 0, 255, 255] as const];
    const png = Buffer.from(await pngOf({ width: 3, height: 3, pixels, palette }));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]], [3, 3, 8, 3]);
    // The checksum that every PNG file ends with.
    assert.equal(png.toString('hex').slice(-16), '49454e44ae426082');
    const at = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
    const found: number[] = [];
    for (let y = 0; y < 3; y++) {
      const [filter, ...row] = rows.subarray(y * 4, y * 4 + 4);
      for (const [x, value] of row.entries()) {
        const before = filter === 2 ? found[(y - 1) * 3 + x]! : x === 0 ? 0 : found[y * 3 + x - 1]!;
        found.push((value + before) & 255);
      }
    }
    assert.deepEqual(found, [...pixels]);
    assert.equal(rows[4], 2);
  });
});
