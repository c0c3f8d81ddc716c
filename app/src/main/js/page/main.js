// SPDX-License-Identifier: Apache-2.0
// The page's part of a report: reads what the report carries, recomputes when asked, shows both answers.
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, hex } from '../bytes.js';
import { compare, overall, pair } from '../compare.js';
import { FileSource, MemorySource, digestOver } from '../pdf/source.js';
import { described, readRoots, recheck } from '../recheck.js';
import { clock, count, element, words } from './dom.js';
import { inkForm } from './inkform.js';
import { certificate, result } from './results.js';

const data = JSON.parse(document.getElementById('recheck-data').textContent);
const say = words(data.texts);
const view = { say, time: clock(data.zone), number: (value) => count(value, data.language) };
const out = document.getElementById('recheck-out');
const roots = readRoots(
  Object.fromEntries(Object.entries(data.roots).map(([key, list]) => [key, list.map(fromBase64)])),
);
const told = (answer) => (window.pensealRecheck = answer);

function documentOf() {
  const carried = document.getElementById('recheck-document');
  if (carried) return new MemorySource(fromBase64(carried.textContent));
  return new FileSource(document.getElementById('recheck-file').files[0]);
}

async function run() {
  told({ state: 'working' });
  out.replaceChildren(element('p', {}, say('working')));
  try {
    const source = documentOf();
    const digest = source.length === data.length ? hex(await digestOver(source, sha256, [[0, source.length]])) : '';
    if (digest !== data.sha256) {
      out.replaceChildren(element('p', { class: 'recheck-differs' }, say('other-file')));
      told({ state: 'other-file' });
      return;
    }
    show(await recheck(source, { roots, now: data.now, sm2Id: data.sm2Id }));
  } catch (e) {
    out.replaceChildren(element('p', { class: 'recheck-differs' }, say('failed', String(e.message))));
    told({ state: 'failed', message: String(e.stack) });
  }
}

const TONES = { agrees: 'recheck-same', differs: 'recheck-differs' };

function show(findings) {
  const { pairs, others } = pair(data.signatures, findings);
  const compared = [
    ...pairs.map((each) => ({ ...each, rows: compare(each.signature, each.finding) })),
    ...others.map((finding) => ({ signature: null, finding, rows: [] })),
  ];
  const answer = { state: 'done', signatures: compared.map(plain) };
  const parts = compared.map((each, index) => {
    const shown = result(each, index, view);
    if (each.finding?.evidence?.ink === 'sealed') {
      shown.append(inkForm(each.finding, view, (state) => (answer.signatures[index].ink = state)));
    }
    return shown;
  });
  const verdict = overall(compared.map(({ rows }) => rows));
  answer.agrees = verdict === 'agrees';
  out.replaceChildren(
    element('p', { class: 'recheck-overall ' + (TONES[verdict] ?? '') }, say('overall.' + verdict)),
    ...parts,
  );
  told(answer);
}

// What a test reads: no bytes.
function plain({ signature, finding, rows }) {
  if (!finding) return { signature, finding, rows };
  const { evidence, ...rest } = finding;
  const { streams, parts, ...states } = evidence ?? {};
  return { signature, finding: { ...rest, evidence: states }, rows };
}

function showRoots() {
  const list = document.getElementById('recheck-roots');
  for (const [purpose, all] of Object.entries(roots)) {
    if (all.length === 0) continue;
    list.append(element('h5', {}, say('roots.' + purpose)), ...all.map((each) => certificate(described(each), view)));
  }
  if (!list.hasChildNodes()) list.append(element('p', {}, say('roots.none')));
}

document.getElementById('recheck-start').addEventListener('click', run);
document.getElementById('recheck-file')?.addEventListener('change', run);
document.getElementById('recheck').classList.add('recheck-ready');
showRoots();
told({ state: 'ready' });
