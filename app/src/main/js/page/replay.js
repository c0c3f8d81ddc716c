// SPDX-License-Identifier: Apache-2.0
// Writes ink on a canvas as it was written: at its own speed, the line as wide as the pen was pressed.
import { element } from './dom.js';

const [X, Y, PRESSURE, NEAR, BUTTONS, TIME] = [0, 1, 2, 3, 4, 5];
// A ballpoint leaves 0.2 to 0.9 mm.
const THINNEST_MM = 0.2;
const PRESSURE_MM = 0.7;
const MARGIN_MM = 3;
const LONGEST_PIXELS = 1200;
const INK = '#0c143c';

const touching = (sample) => sample[NEAR] === 1 && sample[BUTTONS] !== 0;

/** The element that plays ink. */
export function replay(ink, { say }) {
  const drawing = new Drawing(ink);
  const button = element('button', { type: 'button', onclick: toggle }, say('replay.play'));
  const slider = element('input', {
    type: 'range',
    min: 0,
    max: drawing.duration,
    value: 0,
    step: 1,
    'aria-label': say('replay.time'),
    oninput: seek,
  });
  const clock = element('output', { class: 'recheck-clock' });
  const whole = element(
    'div',
    { class: 'recheck-replay' },
    drawing.canvas,
    element('div', { class: 'recheck-controls' }, button, slider, clock),
  );
  let playing = false;
  let at = 0;
  let last = 0;

  function show(ms) {
    at = Math.max(0, Math.min(drawing.duration, ms));
    drawing.upTo(at);
    slider.value = String(Math.round(at));
    clock.textContent = say('replay.clock', (at / 1000).toFixed(1), (drawing.duration / 1000).toFixed(1));
    whole.dataset.atMs = String(Math.round(at));
  }

  function frame(now) {
    if (!playing) return;
    show(at + (now - last));
    last = now;
    if (at >= drawing.duration) pause();
    else requestAnimationFrame(frame);
  }

  function pause() {
    playing = false;
    button.textContent = say('replay.play');
  }

  function toggle() {
    if (playing) return pause();
    if (at >= drawing.duration) show(0);
    playing = true;
    button.textContent = say('replay.pause');
    last = performance.now();
    requestAnimationFrame(frame);
  }

  function seek() {
    pause();
    show(Number(slider.value));
  }

  show(drawing.duration);
  return whole;
}

class Drawing {
  constructor({ space, samples }) {
    this.space = space;
    this.samples = samples;
    this.start = samples[0]?.[TIME] ?? 0;
    this.duration = Math.max(1, (samples.at(-1)?.[TIME] ?? 0) - this.start);
    const written = samples.filter(touching);
    const bound = (index, of) =>
      written.reduce((found, each) => of(found, each[index]), of === Math.min ? Infinity : -Infinity);
    const perMm = space.unitsPerMm;
    this.left = bound(X, Math.min) / perMm - MARGIN_MM;
    this.top = bound(Y, Math.min) / perMm - MARGIN_MM;
    const widthMm = written.length ? bound(X, Math.max) / perMm + MARGIN_MM - this.left : 50;
    const heightMm = written.length ? bound(Y, Math.max) / perMm + MARGIN_MM - this.top : 30;
    this.scale = LONGEST_PIXELS / Math.max(widthMm, heightMm);
    this.canvas = element('canvas', {
      width: Math.ceil(widthMm * this.scale),
      height: Math.ceil(heightMm * this.scale),
    });
    this.clear();
  }

  clear() {
    const context = this.canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.strokeStyle = INK;
    context.lineCap = 'round';
    this.context = context;
    this.next = 0;
    this.shown = 0;
  }

  /** Draws what had been written after so many milliseconds. */
  upTo(ms) {
    if (ms < this.shown) this.clear();
    this.shown = ms;
    for (; this.next < this.samples.length && this.samples[this.next][TIME] - this.start <= ms; this.next++) {
      const here = this.samples[this.next];
      const before = this.next > 0 && touching(this.samples[this.next - 1]) ? this.samples[this.next - 1] : here;
      if (touching(here)) this.line(before, here);
    }
  }

  line(from, to) {
    const pressure = Math.min(1, to[PRESSURE] / this.space.maxPressure);
    this.context.lineWidth = (THINNEST_MM + PRESSURE_MM * pressure) * this.scale;
    this.context.beginPath();
    this.context.moveTo(...this.place(from));
    this.context.lineTo(...this.place(to));
    this.context.stroke();
  }

  place(sample) {
    const { unitsPerMm } = this.space;
    return [(sample[X] / unitsPerMm - this.left) * this.scale, (sample[Y] / unitsPerMm - this.top) * this.scale];
  }
}
