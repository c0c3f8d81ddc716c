// SPDX-License-Identifier: Apache-2.0
// One signature: a sentence, the table of both answers, and the detail behind it.
import { element } from './dom.js';

const MARKS = { same: '✓', differs: '✗', alone: '–' };

/** The element of one compared signature. view: {say, time, number}. */
export function result({ signature, finding, rows }, index, view) {
  const { say } = view;
  const name = signature?.signer || finding?.signer || '–';
  return element(
    'section',
    { class: 'recheck-signature' },
    element('h4', {}, say('signature', index + 1, name)),
    sentence(rows, view),
    rows.length > 0 ? table(rows, view) : null,
    finding ? following(signature, finding, view) : null,
    finding ? detail(finding, view) : null,
  );
}

function sentence(rows, { say }) {
  if (rows.length === 0) return element('p', { class: 'recheck-alone' }, say('unlisted'));
  const differing = rows.filter((each) => each.result === 'differs').map((each) => say('step.' + each.step));
  if (differing.length > 0) {
    return element('p', { class: 'recheck-differs' }, say('differs', differing.join(say('comma'))));
  }
  const alone = rows.filter((each) => each.result === 'alone').map((each) => say('step.' + each.step));
  if (alone.length === rows.length) {
    return element('p', { class: 'recheck-alone' }, say('alone', alone.join(say('comma'))));
  }
  return element(
    'p',
    { class: 'recheck-same' },
    say('agrees'),
    alone.length > 0 ? ' ' + say('alone', alone.join(say('comma'))) : '',
  );
}

function table(rows, view) {
  const { say } = view;
  const head = ['step', 'theirs', 'ours', 'result'].map((each) =>
    element('th', { scope: 'col' }, say('column.' + each)),
  );
  const body = rows.map((each) =>
    element(
      'tr',
      { class: 'recheck-' + each.result },
      element('th', { scope: 'row' }, say('step.' + each.step)),
      element('td', { 'data-column': say('column.theirs') }, value(each.theirs, view)),
      element('td', { 'data-column': say('column.ours') }, value(each.ours, view)),
      element(
        'td',
        { class: 'recheck-mark' },
        element('span', { 'aria-hidden': 'true' }, MARKS[each.result] + ' '),
        say('result.' + each.result),
      ),
    ),
  );
  return element(
    'div',
    { class: 'recheck-wide' },
    element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body)),
  );
}

// A time is "kind answer milliseconds", everything else one word.
function value(word, { say, time }) {
  const [kind, answer, at] = word.split(' ');
  return answer === undefined
    ? say('value.' + kind)
    : say('value.' + answer, say('value.' + kind), at ? time(Number(at)) : '–');
}

function following(signature, finding, { say, number }) {
  if (finding.follows === 0) return finding.coverage === 'whole-file' ? element('p', {}, say('follows.nothing')) : null;
  const key = finding.intact ? 'follows.intact' : 'follows.broken';
  return element(
    'p',
    { class: 'recheck-follows' },
    say(key, number(finding.follows)),
    finding.blank ? ' ' + say('follows.blank') : '',
  );
}

function detail(finding, view) {
  const { say, time } = view;
  const list = element('dl');
  const row = (key, ...children) => list.append(element('dt', {}, say(key)), element('dd', {}, ...children));
  if (finding.range) {
    const { holeStart, holeEnd, end } = finding.range;
    row('detail.range', `0–${holeStart}, ${holeEnd}–${end}`);
  }
  if (finding.digest) row('detail.digest', finding.digest.name, element('br'), code(finding.digest.value));
  if (finding.integrityReasons.length > 0) row('detail.integrity', finding.integrityReasons.join(', '));
  if (finding.reasons.length > 0) row('detail.reasons', finding.reasons.join(', '));
  if (finding.chainPath.length > 0) row('detail.chain', ...finding.chainPath.map((each) => certificate(each, view)));
  if (finding.time.at !== null) row('detail.time', `${time(finding.time.at)} ${finding.time.tsa}`);
  if (finding.stampPath.length > 0) row('detail.stamp', ...finding.stampPath.map((each) => certificate(each, view)));
  for (const [key, digest] of Object.entries(finding.evidence?.digests ?? {})) {
    if (digest) row('detail.' + key, code(digest));
  }
  return element('details', {}, element('summary', {}, say('detail')), list);
}

const code = (text) => element('code', {}, text);

/** A certificate by its name and fingerprints. */
export function certificate(each, { say, time }) {
  return element(
    'div',
    { class: 'recheck-certificate' },
    element('b', {}, each.name),
    ` (${time(each.notBefore)} – ${time(each.notAfter)})`,
    element('br'),
    'SM3 ',
    code(each.sm3),
    element('br'),
    'SHA-256 ',
    code(each.sha256),
  );
}
