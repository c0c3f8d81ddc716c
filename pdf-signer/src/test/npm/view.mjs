// SPDX-License-Identifier: Apache-2.0
// Draws files with the viewers of browsers: PDFium (Chromium's) and pdf.js (Firefox's). Reads lines of a viewer, a tab, a
// file, a tab, and how the names of its pictures begin; answers each with a line: the number of pages, or `none` and why.
// Pictures are PPM at 72 dpi, named as pdftoppm names them.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {PDFiumLibrary} from '@hyzyla/pdfium';
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs';

// As pdf.js loads it, which may have a copy of its own: its paths are no paths of another.
const pdfjs = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs');
const {createCanvas} = createRequire(pdfjs)('@napi-rs/canvas');
// Those that a file only names; pdf.js draws them with other letters otherwise.
const standardFontDataUrl = path.join(pdfjs, '../../../standard_fonts/');
const pdfium = await PDFiumLibrary.init();

function ppm(name, width, height, rgba) {
  const head = Buffer.from(`P6\n${width} ${height}\n255\n`);
  const out = Buffer.alloc(head.length + 3 * width * height);
  head.copy(out);
  for (let i = 0, at = head.length; i < 4 * width * height; i += 4) {
    out[at++] = rgba[i];
    out[at++] = rgba[i + 1];
    out[at++] = rgba[i + 2];
  }
  fs.writeFileSync(name, out);
}

const viewers = {
  async PDFIUM(data, prefix) {
    const document = await pdfium.loadDocument(data);
    try {
      let n = 0;
      for (const page of document.pages()) {
        const {width, height, data: bgra} = await page.render({scale: 1, renderFormFields: true});
        for (let i = 0; i < bgra.length; i += 4) {
          [bgra[i], bgra[i + 2]] = [bgra[i + 2], bgra[i]];
        }
        ppm(`${prefix}-${++n}.ppm`, width, height, bgra);
      }
      return n;
    } finally {
      document.destroy();
    }
  },
  async PDFJS(data, prefix) {
    const task = getDocument({
      data: new Uint8Array(data),
      verbosity: 0,
      useSystemFonts: false,
      standardFontDataUrl,
    });
    try {
      const document = await task.promise;
      for (let n = 1; n <= document.numPages; n++) {
        const page = await document.getPage(n);
        const viewport = page.getViewport({scale: 1});
        const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
        const context = canvas.getContext('2d');
        await page.render({canvas, canvasContext: context, viewport}).promise;
        const {width, height} = canvas;
        ppm(`${prefix}-${n}.ppm`, width, height, context.getImageData(0, 0, width, height).data);
      }
      return document.numPages;
    } finally {
      await task.destroy();
    }
  },
};

for await (const line of readline.createInterface({input: process.stdin})) {
  const [viewer, file, prefix] = line.split('\t');
  let answer;
  try {
    answer = await viewers[viewer](fs.readFileSync(file), prefix);
  } catch (e) {
    answer = `none ${String(e.message).replace(/\s+/g, ' ')}`;
  }
  process.stdout.write(`${answer}\n`);
}
