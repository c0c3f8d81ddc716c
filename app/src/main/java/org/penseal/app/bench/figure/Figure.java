// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.figure;

/**
 * One measured number.
 *
 * @param name what was measured
 * @param value the median of the rounds
 * @param unit its unit: ms, MB, ratio, reports/s
 */
public record Figure(String name, double value, String unit) {}
