// SPDX-License-Identifier: Apache-2.0
// Asks for what opens the ink, and opens it here; the files and the password stay in this page.
import { Refused, readEscrow } from '../ink/p12.js';
import { inkState, openInk, readInk } from '../ink/seal.js';
import { element } from './dom.js';
import { replay } from './replay.js';

/** The form under a signature whose ink is sealed; told(state) hears matches or differs. */
export function inkForm(finding, view, told) {
  const { say } = view;
  const file = (name) => element('input', { type: 'file', name, required: true });
  const escrow = file('escrow');
  const password = element('input', { type: 'password', name: 'password', autocomplete: 'off' });
  const share = file('share');
  const answer = element('div', { class: 'recheck-ink-answer', 'aria-live': 'polite' });
  const labelled = (key, input) => element('label', {}, element('span', {}, say(key)), input);
  const form = element(
    'form',
    { class: 'recheck-ink', onsubmit: submit },
    element('p', {}, say('ink.intro')),
    labelled('ink.escrow', escrow),
    labelled('ink.password', password),
    labelled('ink.share', share),
    element('button', {}, say('ink.open')),
  );

  async function submit(event) {
    event.preventDefault();
    answer.replaceChildren(element('p', {}, say('working')));
    try {
      const bytes = async (input) => new Uint8Array(await input.files[0].arrayBuffer());
      const key = await readEscrow(await bytes(escrow), password.value);
      const trace = openInk(finding.evidence.streams.sealedInk, key, await bytes(share));
      const ink = readInk(trace);
      const state = inkState(trace, ink, finding.evidence.parts);
      answer.replaceChildren(
        element('p', { class: state === 'matches' ? 'recheck-same' : 'recheck-differs' }, say('ink.' + state)),
        replay(ink, view),
      );
      told(state);
    } catch (e) {
      const code = e instanceof Refused ? e.code : 'damaged';
      answer.replaceChildren(element('p', { class: 'recheck-differs' }, say('ink.refused.' + code)));
      told('refused ' + code);
    } finally {
      password.value = '';
    }
  }

  return element('details', { class: 'recheck-ink-box' }, element('summary', {}, say('ink.title')), form, answer);
}
