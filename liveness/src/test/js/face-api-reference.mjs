// SPDX-License-Identifier: Apache-2.0
// face-api's own recognition network over its own weights: what the converted model must equal.
// Usage: node face-api-reference.mjs PACKAGE INPUT; INPUT holds 150 x 150 x 3 floats, red, green, blue,
// 0 to 255, little-endian. The last line printed holds 128 numbers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, input] = process.argv.slice(2);
// The bundle is for browsers; it looks for a window, and nothing here uses it.
globalThis.window = globalThis;
globalThis.document = {};
const faceapi = await import(pathToFileURL(join(folder, 'dist/face-api.esm.js')));
const { tf } = faceapi;
await tf.setBackend('cpu');
await tf.ready();
const model = join(folder, 'model/face_recognition_model');
const manifest = JSON.parse(readFileSync(`${model}-weights_manifest.json`));
const bytes = new Uint8Array(readFileSync(`${model}.bin`));
const net = new faceapi.FaceRecognitionNet();
net.loadFromWeightMap(tf.io.decodeWeights(bytes.buffer, manifest[0].weights));
const pixels = new Float32Array(new Uint8Array(readFileSync(input)).buffer);
const picture = tf.tensor4d(pixels, [1, 150, 150, 3]);
const features = net.forwardInput({ toBatchTensor: () => picture });
console.log(Array.from(features.dataSync()).join(' '));
