import assert from 'node:assert/strict';
import { commitDraft, currentDraft, type Draft } from '../../../../webview/ui/draft';

const draft = (text: string, from = '1'): Draft => ({ from, text, committed: false });
const onlyDigits = (text: string): string | undefined => (/^\d+$/.test(text) ? undefined : 'Enter digits.');

describe('the draft of a text field', () => {
  it('is handed over once, and stays shown until the new value comes round', () => {
    const first = commitDraft(draft('25'), onlyDigits);
    assert.deepEqual(first, { draft: { from: '1', text: '25', committed: true }, handedOver: '25' });
    // Leaving the field after Enter hands nothing over again.
    assert.deepEqual(commitDraft(first.draft, onlyDigits), { draft: first.draft, handedOver: undefined });
    assert.equal(currentDraft(first.draft, '1'), first.draft);
    assert.equal(currentDraft(first.draft, '25'), undefined);
  });

  it('stays, and is kept to itself, while it is refused', () => {
    const refused = draft('many');
    assert.deepEqual(commitDraft(refused, onlyDigits), { draft: refused, handedOver: undefined });
  });

  it('goes without a word when it says what the value says', () => {
    assert.deepEqual(commitDraft(draft('1'), onlyDigits), { draft: undefined, handedOver: undefined });
    assert.deepEqual(commitDraft(undefined, onlyDigits), { draft: undefined, handedOver: undefined });
  });

  it('is out of date when the value has changed under it', () => {
    const typed = draft('25');
    assert.equal(currentDraft(typed, '1'), typed);
    assert.equal(currentDraft(typed, '2'), undefined);
  });
});
