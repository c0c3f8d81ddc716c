// SPDX-License-Identifier: Apache-2.0
// Elements without markup: whatever a document says is text.

/** An element with attributes, and texts or elements in it. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined && each !== ''));
  return made;
}

/** The words of the page: say(key, facts…) fills {0}, {1}, … */
export function words(texts) {
  return (key, ...facts) =>
    (texts[key] ?? key).replace(/\{(\d)\}/g, (whole, at) => (facts[at] === undefined ? whole : String(facts[at])));
}

/** 12 345 678, as the language writes it. */
export const count = (number, language) => number.toLocaleString(language);

/** Times as the rest of the report writes them: 2026-11-26 01:42:03 +08:00. */
export function clock(zone) {
  const digits = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  };
  const format = new Intl.DateTimeFormat('en', {
    ...digits,
    timeZone: zone,
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  return (ms) => {
    if (!Number.isFinite(ms)) return '–';
    const part = Object.fromEntries(format.formatToParts(ms).map((each) => [each.type, each.value]));
    const offset = part.timeZoneName.replace('GMT', '') || '+00:00';
    return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second} ${offset}`;
  };
}
