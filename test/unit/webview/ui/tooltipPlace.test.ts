import assert from 'node:assert/strict';
import { tooltipPlace } from '../../../../webview/ui/tooltipPlace';

const window = { width: 1000, height: 600 };

describe('tooltipPlace', () => {
  it('stands left of the anchor and grows away from the nearer edge of the window', () => {
    const high = tooltipPlace({ left: 700, right: 980, top: 40, bottom: 66 }, window);
    assert.deepEqual(high, { right: 320, top: 40, maxWidth: 280 });
    const low = tooltipPlace({ left: 700, right: 980, top: 540, bottom: 566 }, window);
    assert.deepEqual(low, { right: 320, bottom: 34, maxWidth: 280 });
  });

  it('becomes narrower with the room, and goes below or above where there is none', () => {
    assert.equal(tooltipPlace({ left: 240, right: 520, top: 40, bottom: 66 }, window).maxWidth, 200);
    const below = tooltipPlace({ left: 90, right: 370, top: 40, bottom: 66 }, window);
    assert.deepEqual(below, { left: 90, top: 70, maxWidth: 280 });
    const above = tooltipPlace({ left: 90, right: 370, top: 540, bottom: 566 }, window);
    assert.deepEqual(above, { left: 90, bottom: 64, maxWidth: 280 });
  });
});
