import assert from 'node:assert/strict';
import { filterGroups } from '../../../../webview/ui/SearchList';

describe('filterGroups', () => {
  const groups = [
    { label: 'One', items: [{ id: 'a', label: 'Dense', detail: 'Neurons' }] },
    {
      label: 'Two',
      items: [
        { id: 'b', label: 'MaxPooling2D', detail: 'Shrinks an image' },
        { id: 'c', label: 'Flatten' },
      ],
    },
  ];
  const found = (search: string): string[] =>
    filterGroups(groups, search).flatMap(({ items }) => items.map(({ id }) => id));

  it('finds every word in label or detail, whatever its case, and drops empty groups', () => {
    assert.deepEqual(found(''), ['a', 'b', 'c']);
    assert.deepEqual(found('IMAGE pool'), ['b']);
    assert.deepEqual(found('image dense'), []);
    assert.deepEqual(
      filterGroups(groups, 'flat').map(({ label }) => label),
      ['Two'],
    );
  });
});
