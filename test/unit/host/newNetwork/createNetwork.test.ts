import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import {
  createNetwork,
  withNetworkEnding,
  type NewNetworkWorkbench,
} from '../../../../src/host/newNetwork/createNetwork';
import { NETWORK_TEMPLATES } from '../../../../src/host/newNetwork/templates';

describe('the templates', () => {
  for (const { label, file } of NETWORK_TEMPLATES) {
    it(`${label} is a network without any finding, with a name and a place for every layer`, () => {
      const checked = checkNnFile(readFileSync(file, 'utf8'));
      assert.deepEqual(checked.diagnostics, []);
      const { graph } = checked.file;
      assert.ok(graph.name);
      assert.deepEqual([...graph.layout.keys()], [...graph.nodes.keys()]);
      const places = [...graph.layout.values()].map(({ x, y }) => `${x} ${y}`);
      assert.equal(new Set(places).size, places.length);
    });
  }

  it('are all of the files in media/templates, each once', () => {
    const files = NETWORK_TEMPLATES.map(({ file }) => file);
    assert.equal(new Set(files).size, files.length);
    assert.deepEqual(
      files.filter((file) => file.startsWith('media/')).sort(),
      readdirSync('media/templates')
        .map((name) => `media/templates/${name}`)
        .sort(),
    );
  });
});

describe('createNetwork', () => {
  /** A workbench whose person picks a template, LeNet-5 unless given, and types a name. */
  function workbench(typed: string | undefined, existing: readonly string[] = [], picks = 'LeNet-5') {
    const done: string[] = [];
    const person: NewNetworkWorkbench<{ readonly path: string }> = {
      pickTemplate: (templates) => Promise.resolve(templates.find(({ label }) => label === picks)),
      askFile: (name) => {
        done.push(`suggest ${name}`);
        return Promise.resolve(typed === undefined ? undefined : { path: typed });
      },
      readTemplate: (file) => Promise.resolve(new TextEncoder().encode(file)),
      exists: ({ path }) => Promise.resolve(existing.includes(path)),
      write: ({ path }, content) => {
        done.push(`write ${path} from ${new TextDecoder().decode(content)}`);
        return Promise.resolve();
      },
      createFolder: ({ path }) => Promise.resolve(void done.push(`folder ${path}`)),
      remove: ({ path }) => Promise.resolve(void done.push(`remove ${path}`)),
      open: ({ path }) => Promise.resolve(void done.push(`open ${path}`)),
      pathOf: ({ path }) => path,
      withPath: (_, path) => ({ path }),
    };
    return { person, done };
  }

  it('writes the template into the chosen file and opens it', async () => {
    // The dialog has asked about replacing what is there under the typed name.
    const { person, done } = workbench('/w/mine.nn.json', ['/w/mine.nn.json']);
    await createNetwork(person);
    assert.deepEqual(done, [
      'suggest lenet-5.nn.json',
      'write /w/mine.nn.json from media/templates/lenet-5.nn.json',
      'open /w/mine.nn.json',
    ]);
  });

  it('adds the ending that was left out', async () => {
    const { person, done } = workbench('/w/mine');
    await createNetwork(person);
    assert.equal(done.at(-1), 'open /w/mine.nn.json');
  });

  it('never replaces a file that nobody was asked about', async () => {
    const { person, done } = workbench('/w/mine.json', ['/w/mine.nn.json']);
    await assert.rejects(createNetwork(person), /"mine\.nn\.json" is there already/);
    assert.deepEqual(done, ['suggest lenet-5.nn.json']);
  });

  it('does nothing where a question is not answered', async () => {
    const { person, done } = workbench(undefined);
    await createNetwork(person);
    await createNetwork({ ...person, pickTemplate: () => Promise.resolve(undefined) });
    assert.deepEqual(done, ['suggest lenet-5.nn.json']);
  });
});

describe('withNetworkEnding', () => {
  it('completes the ending', () => {
    for (const path of ['/w/a', '/w/a.nn', '/w/a.json', '/w/a.nn.json']) {
      assert.equal(withNetworkEnding(path), '/w/a.nn.json');
    }
    assert.equal(withNetworkEnding('/w.nn/a.NN.JSON'), '/w.nn/a.NN.JSON');
    assert.equal(withNetworkEnding('/w.nn/b.json.txt'), '/w.nn/b.json.txt.nn.json');
  });
});
